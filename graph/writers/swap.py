"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux: linux/fs.h
_RENAME_SWAP = 2  # macOS: sys/stdio.h
_UNSUPPORTED = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


def swap(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places; no moment shows either missing. False where the system cannot.

    Raises:
        OSError: it can, and yet it failed.

    Source: renameat2(2), flag RENAME_EXCHANGE, Linux 3.15; renamex_np(2), flag RENAME_SWAP, macOS 10.12.
    """
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    except AttributeError:  # a C library older than the call
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
