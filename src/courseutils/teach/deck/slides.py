"""What stands on the slides of a lesson, by rule from its outline; no answer and no solution is read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from courseutils.exercises import question
from courseutils.teach.deck.drawing import Drawing
from courseutils.teach.deck.fit import Fitted, Piece, fit, room
from courseutils.teach.outline import Item, Outline, Section, Task
from courseutils.teach.outline.markdown import Block, items_of, one_line, plain, rows_of

MOST_TASK_WORDS = 80  # on a slide; the notebook has the whole
_ID = re.compile(r"\b(\d\d)-(\d+)\b")  # of an exercise; its hyphen must not end a line
_ITALIC = re.compile(r"^\*(Predict|Task)([^*]*)\*(?!\*)")


@dataclass(frozen=True)
class Slide:
    """One slide: a small line above, the heading, pieces of text or a picture, and notes in Markdown."""

    heading: str
    kicker: str = ""
    text: Fitted | None = None
    drawing: Drawing | None = None
    look: str = ""
    notes: tuple[str, ...] = ()
    first: bool = False


@dataclass
class _Deck:
    """Slides in the making; notes go to the slide before them."""

    slides: list[Slide] = field(default_factory=list)

    def add(self, heading: str, kicker: str, pieces: list[Piece], notes: Iterable[str] = ()) -> None:
        pages = fit(pieces, room(heading))
        for number, page in enumerate(pages, 1):
            more = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            self.slides.append(Slide(heading + more, kicker, page, notes=tuple(notes) if number == 1 else ()))

    def note(self, text: str) -> None:
        self.slides[-1] = replace(self.slides[-1], notes=(*self.slides[-1].notes, text))


def make(outline: Outline, drawn: Mapping[str, list[Drawing]]) -> list[Slide]:
    """The slides of a lesson: opening, class, then what is for home; ``drawn`` has the pictures of each cell."""
    deck = _Deck()
    _opening(deck, outline)
    for section in outline.sections:
        _section(deck, _part_of(section, at_home=False), drawn, _minutes(outline, section))
    if tasks := [item.task for item in outline.items("task", at_home=True) if item.task]:
        deck.add("At home, or with more time", "", [_item(f"{task.id} {task.title}") for task in tasks])
    for section in outline.sections:
        _section(deck, _part_of(section, at_home=True), drawn, "At home")
    return deck.slides


def _part_of(section: Section, at_home: bool) -> Section:
    """The section with what is for home only, or without it."""
    return replace(section, items=[item for item in section.items if item.at_home == at_home])


def _opening(deck: _Deck, outline: Outline) -> None:
    pieces = [Piece("lead", (outline.question,))]
    deck.slides.append(Slide(outline.title, f"Lesson {int(outline.number)}", fit(pieces, 330)[0], first=True))
    if outline.goals:
        deck.add("Afterwards you can", "", [_item(_sentence(goal)) for goal in outline.goals])
    timed = [row for row in outline.plan if row[0] != "at home"]
    if len(timed) > 1:
        rows = [("Minutes", "What"), *((minutes, _ID.sub("\\1\u2011\\2", what)) for minutes, what in timed)]
        deck.add("The lesson in minutes (estimates)", "", [Piece("row", row) for row in rows])
    for text in outline.notes:
        deck.note(text)


def _sentence(goal: str) -> str:
    return goal.rstrip(";.")


def _section(deck: _Deck, section: Section, drawn: Mapping[str, list[Drawing]], when: str) -> None:
    """The slides of a section; ``when`` says how long it takes, or that it is for home."""
    kicker, start = plain(section.heading), len(deck.slides)
    if section.heading.startswith("Part ") and len(contents := _contents(section, drawn)) > 1:
        deck.add(section.heading, when, contents)
    for item in section.items:
        if item.kind == "note":
            deck.note(item.text)
        elif item.picture:
            _pictures(deck, item, kicker, drawn.get(item.picture.cell, []))
        else:
            _item_slides(deck, item, kicker)
    if when and len(deck.slides) > start:
        first = deck.slides[start]
        deck.slides[start] = replace(first, notes=(f"{when}.", *first.notes))


def _minutes(outline: Outline, section: Section) -> str:
    """The planned minutes of a section: its heading's, or its row's in the plan if it has that row to itself."""
    row = outline.places[outline.sections.index(section)]
    alone = outline.places.count(row) == 1
    minutes = section.minutes or (outline.plan[row][0] if alone else "")
    return f"{minutes} minutes (an estimate)" if minutes else ""


def _contents(section: Section, drawn: Mapping[str, list[Drawing]]) -> list[Piece]:
    """What comes in a part: exercises, maps, quizzes, tables, in their order."""
    said: list[str] = []
    for item in section.items:
        if item.task:
            said.append(f"Exercise {item.task.id}. {item.task.title}")
        elif item.picture and (found := drawn.get(item.picture.cell)):
            said.append(found[0].title)
        elif item.kind == "quiz":
            said.append("Quiz")
        elif item.kind != "note" and item.heading != section.heading:
            said.append(item.heading)
    return [_item(text) for text in dict.fromkeys(said)]


def _item_slides(deck: _Deck, item: Item, kicker: str) -> None:
    heading = "Exit question" if item.kind == "exit" else item.heading
    kicker = "" if plain(heading) == kicker else kicker
    if item.task:
        _task(deck, item.task, kicker)
    elif item.kind == "quiz":
        asked = question(item.text)
        options = [Piece("option", (option["text"],), "abcdefgh"[n]) for n, option in enumerate(asked.options)]
        deck.add("Quiz", kicker, [Piece("lead", (asked.text,)), *options])
    else:
        deck.add(heading, kicker, list(_pieces(item.blocks)))


def _task(deck: _Deck, task: Task, kicker: str) -> None:
    heading = f"{task.id}. {task.title}"
    told = [_ITALIC.sub(r"**\1\2**", text) for text in (task.predict, shortened(task.task)) if text]
    prompts = [Piece("prompt", (text,)) for text in told]
    deck.add(heading, kicker, [*_pieces(task.given), *prompts])
    if task.rubric:
        deck.add(f"{task.id}. How your text is read", kicker, list(_pieces(task.rubric)))


def shortened(task: str) -> str:
    """The first sentences of a task, one at least, as far as a slide has room for them.

    >>> shortened("One two. " + "More" + 80 * " and more" + ".")
    'One two.'
    """
    parts = re.split(r"(?<=[.?!:])\s+(?=[A-Z`(*])", one_line(task))
    kept = [part for n, part in enumerate(parts) if n == 0 or len(" ".join(parts[: n + 1]).split()) <= MOST_TASK_WORDS]
    while len(kept) > 1 and kept[-1].endswith(":"):
        kept.pop()
    return " ".join(kept)


def _pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if block.kind == "table":
            yield from (Piece("row", tuple(row)) for row in rows_of(block))
        elif block.kind == "numbered":
            yield from (Piece("item", (text,), f"{n}.") for n, text in enumerate(items_of(block), 1))
        elif block.kind == "list":
            yield from map(_item, items_of(block))
        else:
            yield Piece("paragraph", (one_line(block.text),))


def _item(text: str) -> Piece:
    return Piece("item", (text,))


def _pictures(deck: _Deck, item: Item, kicker: str, found: list[Drawing]) -> None:
    for number, drawing in enumerate(found, 1):
        more = f" ({number} of {len(found)})" if len(found) > 1 else ""
        heading = (item.heading if drawing.titled else drawing.title) + more
        look = item.picture.look if item.picture and number == len(found) else ""
        own = "" if drawing.titled and plain(item.heading) == kicker else kicker
        deck.slides.append(Slide(heading, own, drawing=drawing, look=look))
