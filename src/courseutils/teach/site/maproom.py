"""The map room: every map of the lessons, to be filtered by lesson, convention and subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from courseutils.teach import lessons
from courseutils.teach.pictures import pictures
from courseutils.teach.site.assets import Files
from courseutils.teach.site.markup import choice, filters, raw
from courseutils.teach.site.outputs import book_html

ALL = "side-by-side"
# The first that fits the title and the names of the layers.
SUBJECTS = {
    "recognition and votes": r"recogni|vote",
    "posts and zones": r"\bposts?\b|\bzones?\b|circle",
    "events in time": r"day by day|ceasefire",
    "lines and conventions": r"\blines?\b|conventions?|files?\b|Natural Earth",
    "talks and venues": r"venue|spoke|meeting",
    "places and names": r".",
}
_TOP = """# Map room

Every map that the lessons draw, as students first see it. Each can be opened alone, moved and zoomed, by mouse or keys;
below it stand the same map as a picture, in words and as a table. Whose lines a map follows is written on it.

"""


@dataclass(frozen=True)
class Card:
    """A map with what it is chosen by; ``html`` is all that is shown of it."""

    title: str
    lesson: str
    view: str
    label: str
    subject: str
    html: str


def cards(paths: list[Path], files: Files) -> Iterator[Card]:
    """A card for each map of the lessons."""
    for path in paths:
        wanted = {cell.id for cell in lessons.read_lesson(path).cells if "map" in lessons.tags(cell)}
        for cell, picture in pictures(path, wanted).items():
            yield from _card(path.stem[:2], cell, picture, files)


def _card(lesson: str, cell: str, picture, files: Files) -> Iterator[Card]:
    from courseutils._atlas.display import map_html
    from courseutils.maps import Map

    if isinstance(picture, Map):
        html = book_html(map_html(picture), files, f"{lesson}-{cell}")
        view = picture.viewpoint
        yield Card(picture.title, lesson, view.key, view.label, subject(picture), html)
    elif hasattr(picture, "area"):
        html = book_html(picture._repr_html_(), files, f"{lesson}-{cell}")
        yield Card("Three conventions side by side", lesson, ALL, "Side by side", "lines and conventions", html)


def subject(m) -> str:
    """What a map is about, by its title and the names of its layers."""
    told = " ".join([m.title, *(layer.name for layer in m.layers)])
    return next(name for name, pattern in SUBJECTS.items() if re.search(pattern, told, re.I))


def page(found: list[Card], titles: dict[str, str]) -> str:
    """The page; ``titles`` are the titles of the lessons by number."""
    known = [(n, f"{int(n)}. {titles[n]}") for n in dict.fromkeys(card.lesson for card in found)]
    views = list(dict.fromkeys((card.view, card.label) for card in found))
    subjects = [(name, name) for name in SUBJECTS if any(card.subject == name for card in found)]
    fields = (choice("lesson", "Lesson", known), choice("view", "Lines", views), choice("subject", "Subject", subjects))
    return "\n".join(
        [_TOP, raw(filters("maps", *fields)), *(_section(number, card) for number, card in enumerate(found))]
    )


def _section(number: int, card: Card) -> str:
    data = f'data-lesson="{card.lesson}" data-view="{card.view}" data-subject="{card.subject}"'
    return raw(
        f'<section class="card" data-item {data} aria-labelledby="map-{number}">'
        f'<h2 id="map-{number}">{escape(card.title)}</h2>'
        f'<p>Lines: {escape(card.label)}. Subject: {card.subject}. From <a href="lesson-{card.lesson}.html">lesson '
        f"{int(card.lesson)}</a>.</p>{card.html}</section>"
    )
