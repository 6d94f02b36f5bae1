"""Files that are still there after a power cut."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder, each down to the disk.

    Raises:
        OSError: one of them is there already, or the disk is full.
    """
    for name, content in files.items():
        with (folder / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Write a folder's entries down to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
