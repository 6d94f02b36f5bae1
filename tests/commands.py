"""The command line in this process, and what the shipped documents give, built once for all tests of a worker."""

from __future__ import annotations

from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import build as command_line
from graph.pipeline import build
from graph.writers import WRITERS, Result

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "sources"
SAID = "TSMC manufactures for Nvidia.\n"  # one claim, sure to be read


def run(*arguments: str | Path, cwd: Path = ROOT) -> tuple[int, str, str]:
    """Run the command line; gives the exit code, stdout and stderr."""
    out, err = StringIO(), StringIO()
    code = 0
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            command_line.run([*map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


@cache
def shipped() -> Result:
    """Build the shipped documents, in memory."""
    return build([SOURCES])


@cache
def shipped_files() -> dict[str, bytes]:
    """Write the outputs of the shipped documents, in memory."""
    return {name: to_bytes(shipped()) for name, to_bytes in WRITERS.items()}


def make_output(folder: Path) -> Path:
    """Lay the outputs of the shipped documents into a new folder."""
    folder.mkdir()
    for name, content in shipped_files().items():
        (folder / name).write_bytes(content)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
