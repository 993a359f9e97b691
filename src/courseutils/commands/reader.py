"""`course.py reader [FILE]`: save the article beside its map as one page; nothing is overwritten or opened."""

from pathlib import Path

from courseutils._data import workbook_dir
from courseutils.readers import ReaderError, reader

_YOURS = "It holds the original article, which is its publisher's: keep the file for yourself."


def save(file: Path | None) -> int:
    """Save the page as ``file`` (``workbook/reader.html`` unless given); exit code 1 where it cannot."""
    made = reader()
    if file is None:
        file = workbook_dir() / "reader.html"
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        path = made.save(file)
    except ReaderError as problem:
        print(problem)
        return 1
    print(f"Saved {path}. Open it in a browser; it needs no internet.")
    if made.article.is_original:
        print(_YOURS)
    return 0
