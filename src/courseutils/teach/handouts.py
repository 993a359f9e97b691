"""The command ``course handouts``: one page for paper a lesson as PDF, and the same as HTML for reading on a screen."""

from collections.abc import Iterator
from pathlib import Path

from courseutils.teach import made
from courseutils.teach.build import root
from courseutils.teach.handout import layout, twin
from courseutils.teach.handout import sheet as sheets
from courseutils.teach.handout.pictures import drawn
from courseutils.teach.lessons import NoLesson
from courseutils.teach.outline import Outline, outlines
from courseutils.teach.pictures import PictureError, pictures
from courseutils.teach.releasing import ReleaseError

FOLDER = Path("guide_out") / "handouts"


def picture_of(outline: Outline, lessons: Path):
    """The main picture of a lesson: of the cell tagged ``handout``, else the first one drawn in class; or None.

    Raises PictureError when a cell of the lesson fails.
    """
    cells = [item.picture.cell for item in outline.items("picture", at_home=False) if item.picture]
    found = pictures(lessons / f"{outline.stem}.py", {*cells, outline.printed_cell})
    first = [found[cell] for cell in (outline.printed_cell, *cells) if cell in found]
    return drawn(first[0]) if first else None


def handout(outline: Outline, lessons: Path) -> dict[str, bytes]:
    """File names and bytes of the two forms of one handout."""
    picture, sheet = picture_of(outline, lessons), sheets.make(outline)
    page = twin.html(sheet, picture).encode("utf-8")
    return {f"{outline.stem}.html": page, f"{outline.stem}.pdf": layout.pdf(sheet, picture)}


def handouts(lessons: Path, only: str | None) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each file. Raises NoLesson."""
    for outline in outlines(lessons, only):
        print(f"  lesson {int(outline.number)}: {outline.title}", flush=True)
        yield from handout(outline, lessons).items()


def run(place: Path | None, only: str | None) -> int:
    """Make the handouts, then write them; returns the exit code."""
    place = place or root() / FOLDER
    try:
        made.check(place, "handouts")
        said = made.write(place, dict(handouts(root() / "lessons", only)), "handouts", only is None)
    except (NoLesson, ReleaseError, PictureError, layout.TooLong) as problem:
        print(f"Nothing was written. {problem}")
        return 1
    print(f"{said}\nPrint the PDF: one A4 page, grey is fine. The HTML is for screens. Neither holds a solution.")
    return 0
