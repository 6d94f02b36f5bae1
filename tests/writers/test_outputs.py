"""The folder of outputs: the old files or the new ones, never a mixture, and nothing of anybody else's is lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from graph.errors import OutputError
from graph.writers import beside, durable, inside, outputs
from graph.writers.outputs import replace_folder
from graph.writers.swap import swap

OLD = {"graph.ttl": b"old 1", "graph.nq": b"old 2", "stale.html": b"old 3"}
NEW = {"graph.ttl": b"new 1", "graph.nq": b"new 2 and longer", "claims.jsonl": b"new 3"}
OURS = tuple({**OLD, **NEW})
FOREIGN = {"notes.txt": b"mine", "plots/a.png": b"mine too", "plots/deep/b.png": b"and this"}
Way = Callable[[pytest.MonkeyPatch], None]


def no_swap(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(beside, "swap", lambda _one, _other: False)


def pinned(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outputs, "_is_pinned", lambda target: target.exists())


WAYS: dict[str, Way] = {"swap": lambda _patch: None, "aside": no_swap, "inside": pinned}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way to replace a folder in turn."""
    WAYS[request.param](monkeypatch)
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with old outputs and what others put there."""
    for name, content in {**OLD, **FOREIGN}.items():
        path = tmp_path / "place" / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "place" / "output" / "link").symlink_to("notes.txt")
    return tmp_path / "place" / "output"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def ours(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if name in OURS}


def assert_whole(folder: Path, files: dict[str, bytes]) -> None:
    """Exactly these files, everything of others, and nothing left lying about."""
    assert contents(folder) == {**files, **FOREIGN}
    assert (folder / "link").readlink() == Path("notes.txt")
    assert [path.name for path in folder.parent.iterdir()] == ["output"]


@pytest.mark.usefixtures("way")
def test_files_are_replaced_and_the_rest_stays(folder: Path) -> None:
    replace_folder(folder, NEW, OURS)
    assert_whole(folder, NEW)
    replace_folder(folder, OLD, OURS)
    assert_whole(folder, OLD)


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    replace_folder(tmp_path / "a" / "b" / "output", NEW)
    assert contents(tmp_path) == {f"a/b/output/{name}": content for name, content in NEW.items()}


@pytest.mark.usefixtures("way")
def test_a_link_stays_a_link(folder: Path) -> None:
    link = folder.parent.parent / "link"
    link.symlink_to(folder)
    replace_folder(link, NEW, OURS)
    assert link.is_symlink()
    assert_whole(folder, NEW)


def test_mode_and_other_names_of_a_file_stay(folder: Path) -> None:
    folder.chmod(0o750)
    inode = (folder / "notes.txt").stat().st_ino
    replace_folder(folder, NEW, OURS)
    assert folder.stat().st_mode & 0o777 == 0o750
    assert (folder / "notes.txt").stat().st_ino == inode


def test_copies_where_a_file_can_have_one_name_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    replace_folder(folder, NEW, OURS)
    assert_whole(folder, NEW)


def test_what_arrives_while_files_are_written_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(one: Path, other: Path) -> bool:
        (folder / "late.txt").write_bytes(b"late")
        return swap(one, other)

    monkeypatch.setattr(beside, "swap", late)
    replace_folder(folder, NEW, OURS)
    assert contents(folder) == {**NEW, **FOREIGN, "late.txt": b"late"}


def test_the_working_directory_stays_where_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    inode = folder.stat().st_ino
    replace_folder(Path(), NEW, OURS)
    assert folder.stat().st_ino == inode
    assert_whole(Path.cwd(), NEW)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_a_folder_in_a_closed_place_is_filled_from_inside(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    mkdir = Path.mkdir

    def closed(path: Path, *args: Any, **kwargs: Any) -> None:
        if path.parent == folder.parent:
            raise OSError(code, os.strerror(code))
        mkdir(path, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", closed)
    inode = folder.stat().st_ino
    replace_folder(folder, NEW, OURS)
    assert folder.stat().st_ino == inode
    assert_whole(folder, NEW)
    with pytest.raises(OutputError, match=r"other: outputs cannot be written: .*\. Give a folder you may write to with --out\."):
        replace_folder(folder.parent / "other", NEW)


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EXDEV])
def test_a_disk_of_its_own_is_filled_from_inside(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def swap(_one: Path, _other: Path) -> bool:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(beside, "swap", swap)
    replace_folder(folder, NEW, OURS)
    assert_whole(folder, NEW)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    done: Callable[..., Any] = os.fsync
    calls = iter(range(1, 1_000))

    def full(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == count:
            raise FULL
        return done(*args, **kwargs)

    monkeypatch.setattr(os, "fsync", full)
    expected = r"output: outputs cannot be written: No space left on device\. 0\.0 MB are needed: .* What was there before is unchanged\."
    with pytest.raises(OutputError, match=expected):
        replace_folder(folder, NEW, OURS)
    assert next(calls) > count
    assert_whole(folder, OLD)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "none", place], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.usefixtures("way")
def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    folder = small_disk / "output"
    replace_folder(folder, OLD)
    with pytest.raises(OutputError, match=r"No space left on device\. 0\.1 MB are needed"):
        replace_folder(folder, {**NEW, "graph.ttl": b"x" * 100_000}, OURS)
    assert contents(small_disk) == {f"output/{name}": content for name, content in OLD.items()}


def test_a_disk_of_its_own_really(small_disk: Path) -> None:
    replace_folder(small_disk, OLD)
    replace_folder(small_disk, NEW, OURS)
    assert contents(small_disk) == NEW


def test_a_disk_mounted_inside_is_not_moved(small_disk: Path) -> None:
    (small_disk / "mine.txt").write_bytes(b"mine")
    folder = small_disk.parent
    replace_folder(folder, NEW)
    assert contents(folder) == {**NEW, "disk/mine.txt": b"mine"}
    assert os.path.ismount(small_disk)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("words"), r"output: is a file\. Outputs need a folder: give another one with --out"),
        (lambda path: path.symlink_to(path), r"output: outputs cannot be written: "),
        (lambda path: (path / "graph.ttl").mkdir(parents=True), r"graph\.ttl: is a folder where a file is to be written\. Move it away"),
    ],
)
def test_places_that_are_no_folder(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    make(tmp_path / "output")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match=message):
        replace_folder(tmp_path / "output", NEW)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_the_way_above(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(OutputError, match=r"outputs cannot be written: (Not a directory|File exists)\. Give another folder with --out"):
        replace_folder(tmp_path / "file" / "output", NEW)


def test_folders_above_are_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_handle: int) -> None:
        raise FULL

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError, match="No space left"):
        replace_folder(tmp_path / "a" / "b" / "output", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd"])
def test_names_with_folders_are_misuse(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        replace_folder(tmp_path / "output", {name: b""})


def run_until(line: int, folder: Path) -> bool:
    """Replace the folder in a process of its own, killed before the given line of all that does it; tell whether it came to its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking with threads: none of them is used here
        child = os.fork()
    if not child:
        seen = 0
        files = {module.__file__ for module in (beside, durable, inside, outputs)}

        def trace(frame: FrameType, event: str, _: object) -> Any:
            nonlocal seen
            if frame.f_code.co_filename not in files:
                return None
            seen += event == "line"
            if seen == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        try:
            replace_folder(folder, NEW, OURS)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


@pytest.mark.parametrize("name", ["swap", "inside", "aside"])
def test_killed_at_every_line_leaves_old_or_new_and_the_next_run_mends(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    WAYS[name](monkeypatch)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)  # it guards against power cuts, not kills, and would take most of the time
    seen: set[str] = set()
    line = 0
    finished = False
    while not finished:
        line += 1
        finished = run_until(line, folder)
        if folder.exists():
            state = {repr(sorted(OLD.items())): "old", repr(sorted(NEW.items())): "new"}.get(repr(sorted(ours(folder).items())), "mixture")
            assert {key: value for key, value in contents(folder).items() if not key.startswith(".")} == {**ours(folder), **FOREIGN}
        else:
            state = "missing"
        seen.add(state)
        if state in {"mixture", "missing"}:  # the next run finishes or takes back first, even if it then fails itself
            with monkeypatch.context() as patch:
                patch.setattr(outputs, "_put", full_disk)
                with pytest.raises(OutputError, match="No space left"):
                    replace_folder(folder, NEW, OURS)
            assert_whole(folder, NEW if state == "mixture" else OLD)
        replace_folder(folder, OLD, OURS)
        assert_whole(folder, OLD)
    assert line > 50
    assert seen == {"swap": {"old", "new"}, "aside": {"old", "new", "missing"}, "inside": {"old", "new", "mixture"}}[name]


def full_disk(*_: object) -> None:
    raise FULL


@pytest.mark.usefixtures("way")
def test_interrupted_by_hand(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        for module in (beside, inside):
            patch.setattr(module, "write_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            replace_folder(folder, NEW, OURS)
    assert_whole(folder, OLD)


def write_often(folder: Path, letter: bytes) -> None:
    for _ in range(30):
        replace_folder(folder, dict.fromkeys(NEW, letter * 1000), OURS)


def test_runs_at_the_same_time_leave_the_files_of_one(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=write_often, args=(folder, letter)) for letter in (b"a", b"b")]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert contents(folder) in [{**dict.fromkeys(NEW, letter * 1000), **FOREIGN} for letter in (b"a", b"b")]
    assert [path.name for path in folder.parent.iterdir()] == ["output"]


def test_every_look_shows_one_run(folder: Path) -> None:
    """A reader that opens the folder and then its files sees files of one build."""
    context = multiprocessing.get_context("spawn")
    replace_folder(folder, dict.fromkeys(NEW, b"x" * 1000), OURS)
    run = context.Process(target=write_often, args=(folder, b"y"))
    run.start()
    looks = 0
    while run.is_alive():
        handle = os.open(folder, os.O_RDONLY)
        try:
            letters = {read_at(handle, name) for name in NEW}
        finally:
            os.close(handle)
        looks += 1
        assert len(letters - {b""}) == 1 or letters == {b""}
    run.join()
    assert looks > 0


def read_at(folder: int, name: str) -> bytes:
    """Read a letter of a file in an open folder; nothing where the folder has been cleared away meanwhile."""
    try:
        file = os.open(name, os.O_RDONLY, dir_fd=folder)
    except FileNotFoundError:
        return b""
    try:
        return os.read(file, 1)
    finally:
        os.close(file)


def test_a_full_disk_while_others_files_are_carried_along(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_args: object, **_kwargs: object) -> None:
        raise FULL

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(OutputError, match="No space left"):
        replace_folder(folder, NEW, OURS)
    assert_whole(folder, OLD)
