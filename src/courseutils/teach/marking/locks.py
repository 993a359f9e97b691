"""One run at a time: a lock that the system takes off when its process ends, in whatever way that happens."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
PAUSE = 0.2  # seconds between two tries


@contextmanager
def alone(file: Path, said: str) -> Iterator[None]:
    """Hold the lock in ``file``; while another run has it, print ``said`` and wait. Raises OSError.

    The file stays and means nothing by itself. On a drive where nothing can be locked, there is no waiting.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _is_mine(handle):
            print(said, flush=True)
            while not _is_mine(handle):
                time.sleep(PAUSE)
        yield
    finally:
        _release(handle)
        os.close(handle)


def _is_mine(handle: int) -> bool:
    """Take the lock unless another run has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return problem.errno not in _TAKEN
    return True


def _release(handle: int) -> None:
    """Windows may take its time to free the lock of a file that is closed."""
    if sys.platform == "win32":
        with suppress(OSError):  # it was never taken
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
