"""Read the outline of a lesson from its cells.

The tags ``slide`` and ``skip-slide`` say where the rules here would choose badly for slides, ``handout`` what belongs
on the handout.
"""

import re
from pathlib import Path

from courseutils.exercises import exercises
from courseutils.teach import lessons
from courseutils.teach.outline import plan
from courseutils.teach.outline.markdown import Block, blocks, items_of, one_line, rows_of
from courseutils.teach.outline.model import Item, Outline, Picture, Section, Task

_ID = re.compile(r"\b\d\d-\d+\b")
_PREDICT, _TASK = re.compile(r"\*{1,2}Predict\b"), re.compile(r"\*{1,2}Task\b")
_MARK = re.compile(r"^\*\*(Exit question|Question of this lesson)\.\*\*\s*", re.I)
_LOOK = re.compile(r"^\*\*Look\.\*\*\s*")
_ASIDE = re.compile(r"^\([^()]*(?:\([^()]*\)[^()]*)*\)\s*")
_SPOKEN = re.compile(r"(?:Part \d+\. )?(?:Recall|Share|Swap|Exit question)", re.I)
_NO_SLIDES = re.compile(r"^If you have more time|^Sources", re.I)
_AT_HOME = re.compile(r"\bat home\b|\bmore time$", re.I)
_DRAWS = re.compile(r"^(?:\w+ = )?(?:chart|compare_viewpoints|seats)\(", re.M)
_QUIZ = re.compile(r"""\bquiz\(\s*["']([^"']+)["']\s*\)""")
MOST_WORDS = 75  # of a paragraph that a slide takes over because it asks something


def read_outline(path: Path) -> Outline:
    """The outline of one lesson's file."""
    notebook, outline = lessons.read_lesson(path), Outline(path.stem[:2], path.stem)
    reader = _Reader(outline)
    for cell in notebook.cells:
        reader.take(cell)
    for section in outline.sections:  # a heading that names an exercise and has none
        section.items = [item for item in section.items if item.kind != "task" or (item.task and item.task.title)]
    outline.plan = plan.rows(notebook.cells, outline)
    outline.places = plan.places(outline)
    return outline


def outlines(folder: Path, only: str | None = None) -> list[Outline]:
    """The outlines of all lessons of a folder, in their order, or of ``only`` one. Raises NoLesson."""
    return [read_outline(path) for path in lessons.lesson_files(folder, lessons.numbered(folder, only))]


class _Reader:
    """Goes through the cells and keeps what is open: the section, the sub-heading, the exercise."""

    def __init__(self, outline: Outline):
        self.outline, self.section = outline, Section("")
        self.heading, self.spoken = "", False
        self.task: Task | None = None
        self.said: list[Block] = []  # since the last heading or code cell
        self.set: list[str] = []  # paragraphs of the open exercise
        self.home = self.away = self.silent = self.shown = False

    def take(self, cell) -> None:
        """Read one cell."""
        tags = lessons.tags(cell)
        self.silent, self.shown = "skip-slide" in tags, "slide" in tags
        if "handout" in tags:
            self._print(cell)
        if "teacher" in tags:
            self._add("note", text=cell.source)
        elif cell.cell_type == "markdown":
            for block in blocks(cell.source):
                self._block(block)
        elif "solution" not in tags:
            self._code(cell, tags)
            self.said, self.spoken = [], False

    def _print(self, cell) -> None:
        if cell.cell_type == "code":
            self.outline.printed_cell = cell.id
        else:
            self.outline.printed += blocks(cell.source)

    def _add(self, kind: str, **content) -> Item:
        home = self.section.at_home or self.away
        item = Item(kind, self.heading or self.section.heading, at_home=home, **content)
        if kind == "note" or not (self.silent or _NO_SLIDES.search(self.section.heading)):
            self.section.items.append(item)
        return item

    # Text ----------------------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        if block.kind == "heading":
            self._heading(block)
            return
        if not self.outline.sections:
            self._opening(block)
        elif mark := _MARK.match(block.text):
            self._add("exit", blocks=[Block("paragraph", block.text[mark.end() :])])
            self.spoken, self.task = False, None
        elif block.kind == "paragraph":
            self._paragraph(block)
        elif block.kind == "table":
            self._table(block)
        else:
            self._list(block)
        self.said.append(block)

    def _opening(self, block: Block) -> None:
        """What stands under the title, before the first section."""
        if block.kind == "paragraph" and not self.outline.question:
            self.outline.question = one_line(_MARK.sub("", block.text))
        elif block.kind in ("list", "numbered") and not self.outline.goals:
            self.outline.goals = items_of(block)

    def _heading(self, block: Block) -> None:
        text, minutes = plan.without_minutes(block.text)
        if block.level == 1:
            self.outline.title = re.sub(r"^\d+\. ", "", text)
            return
        if block.level == 2:
            self._section(text, minutes)
        else:
            self.heading = text
        self.away = bool(_AT_HOME.search(text))  # one exercise for home, in a section for class
        exercise = _ID.search(text)
        self.task = None
        if exercise:
            # Its place is here: a map between the prediction and the task would give the prediction away.
            self.task = Task(exercise[0])
            self._add("task", task=self.task)
        self.said, self.set, self.spoken = [], [], bool(_SPOKEN.match(text))

    def _section(self, text: str, minutes: str) -> None:
        if not self.outline.sections:
            self.outline.notes = [item.text for item in self.section.items]
        self.home = self.home or text.startswith("At home")
        self.heading, self.section = "", Section(text, minutes, self.home or bool(_AT_HOME.search(text)))
        self.outline.sections.append(self.section)

    def _paragraph(self, block: Block) -> None:
        last = self._last("picture")
        if _LOOK.match(block.text) and last and last.picture:
            last.picture.look = questions(_LOOK.sub("", block.text))
        elif self.task:
            self._of_task(self.task, block)
        elif self.spoken or self.shown or _PREDICT.search(block.text) or _TASK.match(block.text) or self._opens(block):
            self._ask(block)

    def _opens(self, block: Block) -> bool:
        """Is this the first paragraph of a section, short, and does it ask the class something, not the computer?"""
        first = not (self.said or self.section.items or self.section.cells)
        return first and "?" in block.text and "`" not in block.text and len(block.text.split()) <= MOST_WORDS

    def _ask(self, block: Block) -> None:
        self.spoken = False  # what follows may be the answer
        if self.silent:
            return
        last = self._last("ask", "exit")
        if last and last.heading == (self.heading or self.section.heading):
            last.blocks.append(block)
        else:
            self._add("exit" if self.section.heading == "Exit question" else "ask", blocks=[block])

    def _last(self, *kinds: str) -> Item | None:
        """The last item that is no note, if it is of one of these kinds."""
        items = [item for item in self.section.items if item.kind != "note"]
        return items[-1] if items and items[-1].kind in kinds else None

    def _of_task(self, task: Task, block: Block) -> None:
        """A paragraph of an exercise: a prediction, the task, or both in one."""
        start = _TASK.search(block.text)
        before = block.text[: start.start()] if start else block.text
        if _PREDICT.search(before):
            task.predict = _ASIDE.sub("", one_line(before))
        elif not before.endswith(":"):
            self.set.append(before)
        if start:
            task.task = one_line(block.text[start.start() :])

    def _list(self, block: Block) -> None:
        if self.task:
            (self.task.rubric if "**Level 1" in block.text else self.task.given).append(block)
        elif asked := self._just_asked():
            asked.blocks.append(block)
        elif all(item.startswith("**") for item in items_of(block)):
            self._add("points", blocks=[*self._lead(), block])

    def _just_asked(self) -> Item | None:
        """What was asked right before this block."""
        last = self._last("ask", "exit")
        return last if last and self.said and last.blocks[-1] == self.said[-1] else None

    def _table(self, block: Block) -> None:
        head = rows_of(block)[0]
        if head[0].startswith("Minutes"):
            return
        if self.task:
            (self.task.rubric if head[0] == "Level" else self.task.given).append(block)
        else:
            self._add("table", blocks=[*self._lead(), block])

    def _lead(self) -> list[Block]:
        """The last sentence before a list or table, if it leads up to it."""
        before = self.said[-1] if self.said else Block("", "")
        if before.kind != "paragraph" or not before.text.endswith(":"):
            return []
        return [Block("paragraph", re.split(r"(?<=[.?!])\s+", one_line(before.text))[-1])]

    # Code ----------------------------------------------------------------------------------------------

    def _code(self, cell, tags: set[str]) -> None:
        self.section.cells.append(cell.id)
        if "exercise" in tags:
            self._set_task(cell.id.removeprefix("exercise-"))
        elif question := _QUIZ.search(cell.source):
            self._add("quiz", text=question[1])
        elif "map" in tags or _DRAWS.search(cell.source):
            self._add("picture", picture=Picture(cell.id))

    def _set_task(self, name: str) -> None:
        """The exercise is complete; without the mark of a task its paragraphs say what to do."""
        task = self.task or Task()
        if not self.task:
            self._add("task", task=task)
        task.id, task.title = name, exercises()[name].title
        if not task.task:
            said = self.set or [block.text for block in self.said if block.kind == "paragraph"][-1:]
            task.task = one_line(" ".join(said))
        self.task, self.heading = None, ""  # what follows is the section's again


def questions(text: str) -> str:
    """The sentences of a text that ask something.

    >>> questions("**Look.** It is red. Why? Because. And when?")
    'Why? And when?'
    """
    found = re.split(r"(?<=[.?!])\s+", one_line(text))
    return " ".join(sentence for sentence in found if sentence.endswith("?"))
