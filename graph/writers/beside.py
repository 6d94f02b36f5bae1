"""Outputs replaced by a new folder, written beside the old one, that changes places with it in one step."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from graph.writers.durable import sync, write_all
from graph.writers.inside import NEW
from graph.writers.swap import swap

_OLD = ".chokepoint-old"
_NOT_COPIED = frozenset((errno.EXDEV, errno.ENOSPC, errno.EDQUOT))


def exchange(target: Path, files: Mapping[str, bytes], owned: Collection[str]) -> None:
    """Put a folder with the new files in the place of the old one, of which all that is not `owned` goes along.

    Raises:
        OSError: it cannot be done, and nothing is changed.
    """
    stage = target.with_name(f"{new_prefix(target)}{os.getpid()}-{secrets.token_hex(4)}")
    stage.mkdir()
    try:
        write_all(stage, files)
        if target.exists():
            _carry(target, stage, owned)
            sync(stage)
            if not swap(stage, target):
                _rename_aside(stage, target)
        else:
            sync(stage)
            stage.rename(target)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    sync(target.parent)
    if stage.exists():  # now the old folder
        _keep_late(stage, target, owned)
        shutil.rmtree(stage, ignore_errors=True)


def new_prefix(target: Path) -> str:
    """Begin the name of a folder that is to take the place of another."""
    return f".{target.name}{NEW}"


def put_back(target: Path) -> None:
    """Put the old folder back where a run was stopped before the new one had its place."""
    aside = _aside(target)
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)


def _aside(target: Path) -> Path:
    return target.parent / f".{target.name}{_OLD}"


def _rename_aside(stage: Path, target: Path) -> None:
    """Exchange two folders in two steps; `put_back` mends it if the run is stopped between them."""
    aside = _aside(target)
    target.rename(aside)
    try:
        stage.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    aside.rename(stage)


def _carry(old: Path, new: Path, owned: Collection[str] = ()) -> None:
    """Give the new folder what others put in the old one: the same files under a second name, copies where that cannot be.

    Raises:
        OSError: with EXDEV where a disk is mounted in the folder, which must not be moved.
    """
    with os.scandir(old) as entries:
        foreign = [entry for entry in entries if entry.name not in owned]
    for entry in foreign:
        if entry.is_dir(follow_symlinks=False):
            (new / entry.name).mkdir()
            _carry(Path(entry.path), new / entry.name)
        else:
            _link(entry.path, new / entry.name)
    shutil.copystat(old, new)
    owner = old.stat()
    with suppress(OSError):  # only a privileged user may give files away
        os.chown(new, owner.st_uid, owner.st_gid)


def _link(source: str, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError) as fault:
        if isinstance(fault, OSError) and fault.errno in _NOT_COPIED:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _keep_late(old: Path, new: Path, owned: Collection[str]) -> None:
    """Move over what others put in the old folder while the new one was being written."""
    for path in list(old.iterdir()):
        if path.name not in owned and not os.path.lexists(new / path.name):
            path.rename(new / path.name)
