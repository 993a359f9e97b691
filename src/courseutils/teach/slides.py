"""The command ``course slides``: a deck of slides for each lesson, as one HTML file that needs nothing else."""

from collections.abc import Iterator
from pathlib import Path

from courseutils.teach import made
from courseutils.teach.build import root
from courseutils.teach.deck import drawing, page, slides
from courseutils.teach.lessons import NoLesson
from courseutils.teach.outline import Outline, outlines
from courseutils.teach.pictures import PictureError, pictures
from courseutils.teach.releasing import ReleaseError

FOLDER = Path("guide_out") / "slides"
LARGEST = 3_000_000  # bytes of one deck


def deck(outline: Outline, lessons: Path, notes: bool = True) -> str:
    """The deck of a lesson as HTML; its maps and charts are drawn anew. Raises PictureError when a cell fails."""
    cells = {item.picture.cell for item in outline.items("picture") if item.picture}
    found = pictures(lessons / f"{outline.stem}.py", cells)
    drawn = {cell: drawing.drawings(picture) for cell, picture in found.items()}
    return page.page(slides.make(outline, drawn), outline.number, outline.title, notes)


def decks(lessons: Path, only: str | None, notes: bool) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each deck. Raises NoLesson."""
    for outline in outlines(lessons, only):
        print(f"  lesson {int(outline.number)}: {outline.title}", flush=True)
        yield f"{outline.stem}.html", deck(outline, lessons, notes).encode("utf-8")


def run(place: Path | None, only: str | None, notes: bool = True) -> int:
    """Make the decks, then write them; returns the exit code."""
    place = place or root() / FOLDER
    try:
        made.check(place, "slides")
        said = made.write(place, dict(decks(root() / "lessons", only, notes)), "slides", only is None)
    except (NoLesson, ReleaseError, PictureError) as problem:
        print(f"Nothing was written. {problem}")
        return 1
    print(said)
    print(_WITH_NOTES if notes else _WITHOUT)
    return 0


_KEYS = "Open a file in any browser: Space goes on, ? shows all keys, and printing it gives one page a slide."
_WITH_NOTES = f"{_KEYS} S opens your notes in a window, T beside the slide. Keep these files from students."
_WITHOUT = f"{_KEYS} These decks hold no notes and no answers; you may give them to students."
