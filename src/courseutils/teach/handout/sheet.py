"""What stands on the handout of a lesson, from its outline and the glossary; no answer and no solution is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courseutils._data import rows
from courseutils.teach.outline import Outline
from courseutils.teach.outline.markdown import items_of, one_line, plain, rows_of

MOST_WORDS = 45
_TYPED = re.compile(r"(?<=\?) [^?]*quotation marks[^?]*$")  # how to type an answer is of no use on paper
CREDIT = "Teaching kit Georgia 2008. Texts: CC BY 4.0."


@dataclass(frozen=True)
class Asked:
    """Something to write down: a label such as 05-1, the question, how many lines at least."""

    label: str
    text: str
    lines: int = 1


@dataclass
class Sheet:
    """The words of a handout; ``more`` is what the tag ``handout`` put on it, with its heading."""

    number: str
    title: str
    question: str
    goals: list[str] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    asking: str = "Predict, before you run the cell"
    exit: str = ""
    more: list[str] = field(default_factory=list)
    more_about: str = ""

    @property
    def name(self) -> str:
        """Number and title, as a heading."""
        return f"{int(self.number)}. {self.title}"


def make(outline: Outline) -> Sheet:
    """The sheet of a lesson."""
    sheet = Sheet(outline.number, outline.title, plain(outline.question))
    sheet.goals = [plain(goal).rstrip(";.") for goal in outline.goals]
    sheet.words = [(row["term"], row["meaning"]) for row in rows("glossary") if row["lesson"] == outline.number]
    sheet.asked = list(_predictions(outline))
    if not sheet.asked:
        sheet.asked, sheet.asking = list(_tasks(outline)), "Write down"
    sheet.exit = " ".join(plain(block.text) for item in outline.items("exit") for block in item.blocks)
    sheet.more = list(_printed(outline))
    sheet.more_about = next((block.text for block in outline.printed if block.kind == "heading"), "Also")
    return sheet


def _predictions(outline: Outline) -> Iterator[Asked]:
    """The predictions for class, of exercises and of the class together."""
    items = [item for section in outline.sections for item in section.items if not item.at_home]
    for item in items:
        if item.task and item.task.predict:
            yield Asked(item.task.id, _titled(item.task.title, question(item.task.predict)))
        for block in item.blocks if item.kind == "ask" else []:
            if "Predict" in block.text:
                yield Asked("", question(block.text))


def _tasks(outline: Outline) -> Iterator[Asked]:
    for item in outline.items("task", at_home=False):
        if item.task:
            yield Asked(item.task.id, _titled(item.task.title, plain(item.task.task)))


def question(markdown: str) -> str:
    """A prediction as plain text, without the word where it only labels; of a long one the question alone.

    >>> question("It is red. **Predict:** is it blue?")
    'It is red. Is it blue?'
    """
    text = plain(one_line(markdown))
    if len(text.split()) > MOST_WORDS:
        text = text[text.index("Predict") :]
    text = _TYPED.sub("", text)
    return re.sub(r"Predict: *(\w)", lambda match: match[1].upper(), text)


def _titled(title: str, text: str) -> str:
    return f"{title}{'' if title[-1] in '.?!' else '.'} {text}"


def _printed(outline: Outline) -> Iterator[str]:
    for block in outline.printed:
        if block.kind == "table":
            yield from (": ".join(map(plain, row)) for row in rows_of(block)[1:])
        elif block.kind == "paragraph":
            yield plain(block.text)
        elif block.kind != "heading":
            yield from map(plain, items_of(block))
