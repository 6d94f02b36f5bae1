"""Outputs replaced inside their folder, which stays where it is.

The new files are laid ready in a folder of their own, under a name that says so, and then moved over one by one. That takes a moment;
a run that was stopped in it is finished by the next one.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from graph.writers.durable import sync, write_all

NEW = ".chokepoint-new-"  # begins the names of folders in which files are being written
_READY = ".chokepoint-ready"  # the folder in which all new files are, whole, and only have to be moved
_NAMES = ".names"  # in that: the names of the new files


def refill(target: Path, files: Mapping[str, bytes], owned: Collection[str]) -> None:
    """Lay the new files ready and move them over; those of `owned` that are not among them go.

    Raises:
        OSError: they cannot be laid ready, and nothing is changed; or one cannot be moved, and the next run goes on from there.
    """
    stage = target / f"{NEW}{os.getpid()}-{secrets.token_hex(4)}"
    stage.mkdir()
    try:
        write_all(stage, {**files, _NAMES: "\n".join(files).encode()})
        sync(stage)
        stage.rename(target / _READY)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    sync(target)
    finish(target, owned)


def finish(target: Path, owned: Collection[str]) -> None:
    """Move over what lies ready, if anything does."""
    ready = target / _READY
    if not (ready / _NAMES).exists():
        shutil.rmtree(ready, ignore_errors=True)
        return
    names = (ready / _NAMES).read_text("utf-8").split("\n")
    for name in filter(None, names):
        with suppress(FileNotFoundError):  # moved already, by the run that was stopped
            (ready / name).replace(target / name)
    for name in sorted(set(owned) - set(names)):
        (target / name).unlink(missing_ok=True)
    sync(target)
    (ready / _NAMES).unlink()
    ready.rmdir()
