"""What an outline consists of."""

from dataclasses import dataclass, field

from courseutils.teach.outline.markdown import Block


@dataclass
class Task:
    """An exercise as it is set: what it is about, what to predict, what to do, how a written answer is read."""

    id: str = ""
    title: str = ""
    given: list[Block] = field(default_factory=list)
    predict: str = ""
    task: str = ""
    rubric: list[Block] = field(default_factory=list)


@dataclass
class Picture:
    """The id of a cell that draws a map or a chart; ``look`` are the questions asked of it."""

    cell: str
    look: str = ""


@dataclass
class Item:
    """Something in a section, under a heading of its own or the section's.

    ``kind`` is ask, points, table or exit (with blocks), task, picture, quiz (the question's id) or note (Markdown).
    """

    kind: str
    heading: str
    blocks: list[Block] = field(default_factory=list)
    task: Task | None = None
    picture: Picture | None = None
    text: str = ""
    at_home: bool = False


@dataclass
class Section:
    """What stands under one heading of the second level; ``cells`` are the ids of its code cells."""

    heading: str
    minutes: str = ""
    at_home: bool = False
    items: list[Item] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


@dataclass
class Outline:
    """A lesson: ``plan`` has minutes and what they are for, row by row, ``places`` the row of each section.

    ``notes`` are the instructor's words from before the first section. ``printed`` and ``printed_cell`` are what the
    tag ``handout`` chose for the handout.
    """

    number: str
    stem: str
    title: str = ""
    question: str = ""
    goals: list[str] = field(default_factory=list)
    plan: list[tuple[str, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    printed: list[Block] = field(default_factory=list)
    printed_cell: str = ""

    def items(self, kind: str, at_home: bool | None = None) -> list[Item]:
        """All items of one kind in their order; of class or of home alone with ``at_home``."""
        items = [item for section in self.sections for item in section.items if item.kind == kind]
        return [item for item in items if at_home in (None, item.at_home)]
