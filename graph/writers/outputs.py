"""A folder of outputs, replaced as a whole or not at all.

The new files are written to a folder beside the old one, and then the two change places in one step: whoever looks, and whatever
stops the run, finds the old outputs or the new ones. What others put in the folder goes along. Where the folder cannot change places
(it is a disk of its own, the working directory, or in a place that is closed to us) the new files are laid ready inside it and moved
over one by one, which takes a moment; a run that was stopped in that moment is finished by the next one.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import OutputError
from graph.writers.beside import exchange, new_prefix, put_back
from graph.writers.inside import NEW, finish, refill

if sys.platform != "win32":
    import fcntl

_PINNED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV))  # the folder's place is closed, not the folder
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))
_CLOSED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))


def replace_folder(folder: Path, files: Mapping[str, bytes], ours: Collection[str] = ()) -> None:
    """Put files into a folder in place of those that a build left there; the folder is made when there is none.

    `ours` names the files a build may leave: those of them that are not among `files` go. Everything else stays. A link to a folder
    stays a link. Runs that write to one folder at the same time wait for each other.

    Raises:
        OutputError: it cannot be done. The folder is as it was.
    """
    owned = frozenset((*files, *ours))
    if wrong := sorted(name for name in owned if name in {"", ".", ".."} or Path(name).name != name):
        raise ValueError(f"{wrong[0]!r}: not a file name. Give names without folders.")
    made: list[Path] = []
    try:
        target = folder.resolve()
        if target.exists() and not target.is_dir():
            raise OutputError(f"{folder}: is a file. Outputs need a folder: give another one with --out, or move the file away.")
        _make_parents(target.parent, made)
        with _locked(target.parent) as locked:
            _tidy(target, owned, locked=locked)
            _check(folder, target, owned)
            _put(target, files, owned)
    except (OSError, RuntimeError) as fault:  # RuntimeError: links in a circle
        raise _error(folder, files, fault) from fault
    finally:
        for parent in reversed(made):  # of no use if the run has failed; in use, and so kept, if not
            with suppress(OSError):
                parent.rmdir()


def _error(folder: Path, files: Mapping[str, bytes], fault: OSError | RuntimeError) -> OutputError:
    code = fault.errno if isinstance(fault, OSError) else errno.ELOOP
    reason = os.strerror(code) if code else str(fault)
    advice = "Give another folder with --out"
    if code in _FULL:
        advice = f"{sum(map(len, files.values())) / 1e6:,.1f} MB are needed: free some space, or give another folder with --out"
    elif code in _CLOSED:
        advice = "Give a folder you may write to with --out"
    return OutputError(f"{folder}: outputs cannot be written: {reason}. {advice}. What was there before is unchanged.")


def _make_parents(folder: Path, made: list[Path]) -> None:
    if not folder.exists():
        _make_parents(folder.parent, made)
        folder.mkdir(exist_ok=True)
        made.append(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Keep other runs away from what stands in a folder, and say whether that worked; the system opens the lock of a run that dies."""
    if sys.platform == "win32":
        yield False
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        held = False
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
            held = True
        yield held
    finally:
        os.close(handle)


def _tidy(target: Path, owned: Collection[str], *, locked: bool) -> None:
    """Finish or take back what a run that was stopped has left."""
    put_back(target)
    finish(target, owned)
    if locked:  # otherwise a folder that looks left behind may be another run's
        _remove_all(target.parent, new_prefix(target))
        _remove_all(target, NEW)


def _remove_all(folder: Path, prefix: str) -> None:
    with suppress(OSError):  # a folder that cannot be listed can still be written to
        for path in folder.iterdir():
            if path.name.startswith(prefix):
                shutil.rmtree(path, ignore_errors=True)


def _check(folder: Path, target: Path, owned: Collection[str]) -> None:
    for name in sorted(owned):
        if (target / name).is_dir():
            raise OutputError(f"{folder / name}: is a folder where a file is to be written. Move it away, or give another one with --out.")


def _put(target: Path, files: Mapping[str, bytes], owned: Collection[str]) -> None:
    if not _is_pinned(target):
        try:
            exchange(target, files, owned)
        except OSError as fault:
            if fault.errno not in _PINNED or not target.exists():
                raise
        else:
            return
    refill(target, files, owned)


def _is_pinned(target: Path) -> bool:
    """Tell whether a folder must stay where it is: a disk of its own, or where this process and its shell stand."""
    with suppress(FileNotFoundError):  # the working directory itself may be gone
        if Path.cwd().is_relative_to(target):
            return True
    return os.path.ismount(target)
