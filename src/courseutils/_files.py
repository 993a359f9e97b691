"""New files, whole or not at all. Standard library only."""

from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; on a disk that fills up nothing is left in the way of the next try.

    Raises FileExistsError where there is one, another OSError where it cannot be written.
    """
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:  # a kernel that is interrupted, too
        path.unlink(missing_ok=True)
        raise
