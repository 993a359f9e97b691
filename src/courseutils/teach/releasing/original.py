"""Take an original that the instructor may hand out, recognised by the article's fingerprints."""

import tempfile
from pathlib import Path

from courseutils._article.add import add_original
from courseutils.article import ORIGINAL
from courseutils.teach.releasing import ReleaseError

RIGHTS = (
    "The students' archive holds the original article, whose text belongs to its publisher: hand it out only if your "
    "licence or the law where you teach lets you, only to this class, and never on a public address."
)
NO_ARCHIVE = "--with-original puts the article into the students' archive: name a folder for it, release DIR."
NO_TREE = (
    "--with-original goes into the archives only. The folder of --tree is made to be put on an address that others can "
    "read, and the article's text belongs to its publisher."
)


def read_original(file: Path, wanted: list[dict] | None = None) -> str:
    """The article's text as the kit stores it; raises ReleaseError, a line per paragraph, when it is not the article.

    ``wanted`` are the fingerprints to recognise, the article's unless given.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = add_original(file, Path(folder), wanted)
        if not report.ok:
            raise ReleaseError("\n".join(["--with-original: this file was not taken.", *report.lines()]))
        return (Path(folder) / ORIGINAL).read_text(encoding="utf-8")
