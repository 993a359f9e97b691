"""The written answers of a folder of marks, in the order in which they are read, and what was decided on each."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from courseutils.exercises import exercises
from courseutils.teach.marking import levels
from courseutils.teach.marking.pages import exercise_name, lesson_name, rubric_of, visible
from courseutils.teach.marking.records import COULD_NOT
from courseutils.teach.marking.results import is_written, load

LONGEST_SHOWN = 5_000  # characters in the list; the rest is there on demand


class BadRequest(Exception):
    """What was asked for makes no sense here; the text says why."""


@dataclass(frozen=True)
class Answer:
    """One written answer; ``id`` tells nothing of the student."""

    id: str
    student: str
    name: str
    exercise: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """Under which a level is kept."""
        return self.student, self.exercise


class Reading:
    """All answers with their levels; every decision goes to the disk before ``save`` returns."""

    def __init__(self, out: Path):
        self.out, self._lock = out, Lock()
        self.answers = {answer.id: answer for answer in sorted(_answers(out), key=_order)}

    def state(self) -> dict:
        """What the page needs, without a name."""
        given = levels.read(self.out)
        return {
            "exercises": {
                exercise: _task(exercise) for exercise in dict.fromkeys(a.exercise for a in self.answers.values())
            },
            "answers": [_row(answer, given.get(answer.key)) for answer in self.answers.values()],
            "top": levels.TOP,
            "longest_comment": levels.LONGEST_COMMENT,
        }

    def names(self) -> dict[str, str]:
        """The students by answer, for an instructor who wants to see them."""
        return {answer.id: visible(f"{answer.name} ({answer.student})") for answer in self.answers.values()}

    def whole_text(self, answer_id: str) -> str:
        """One answer in full."""
        return visible(self._answer(answer_id).text)

    def save(self, asked) -> int:
        """Keep a level and a comment; returns how many answers are left. Raises BadRequest and OSError."""
        if not isinstance(asked, dict):
            raise BadRequest("A decision is an object with id, level and comment.")
        answer = self._answer(asked.get("id"))
        level, comment = asked.get("level"), asked.get("comment", "")
        if level is not None and (type(level) is not int or not 0 <= level <= levels.TOP):
            raise BadRequest(f"A level is a whole number from 0 to {levels.TOP}, or null.")
        if not isinstance(comment, str) or len(comment) > levels.LONGEST_COMMENT:
            raise BadRequest(f"A comment is a text of at most {levels.LONGEST_COMMENT} characters.")
        with self._lock:
            levels.append(self.out, answer.key, answer.text, level, comment)
        return self.left()

    def left(self) -> int:
        """How many answers have no level yet."""
        given = levels.read(self.out)
        return sum(_level(answer, given.get(answer.key)) is None for answer in self.answers.values())

    def _answer(self, answer_id) -> Answer:
        if not isinstance(answer_id, str) or answer_id not in self.answers:
            raise BadRequest("There is no such answer.")
        return self.answers[answer_id]


def _answers(out: Path):
    for item in load(out):
        for result in item.results:
            read = is_written(result.exercise) and result.possible and result.text.strip()
            if read and result.state != COULD_NOT:
                who = item.submission
                parts = "\0".join([who.student, result.exercise, levels.digest_of(result.text)])
                name = hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:20]
                yield Answer(name, who.student, who.name, result.exercise, result.text)


def _order(answer: Answer) -> tuple[str, str]:
    """By exercise, then by the id: an order that stays and that no alphabet shows through."""
    return answer.exercise, answer.id


def _task(exercise: str) -> dict:
    task = exercises()[exercise]
    return {
        "name": exercise_name(exercise),
        "lesson": lesson_name(task.lesson),
        "words": f"{task.min_words} to {task.max_words} words asked for" if task.max_words else "",
        "rubric": list(rubric_of(exercise)),
    }


def _row(answer: Answer, given: levels.Level | None) -> dict:
    level = _level(answer, given)
    return {
        "id": answer.id,
        "exercise": answer.exercise,
        "text": visible(answer.text[:LONGEST_SHOWN].strip()),
        "length": len(answer.text) if len(answer.text) > LONGEST_SHOWN else 0,
        "words": len(answer.text.split()),
        "level": level,
        "comment": given.comment if given and given.digest == levels.digest_of(answer.text) else "",
    }


def _level(answer: Answer, given: levels.Level | None) -> int | None:
    """A level counts for the text that was read."""
    return given.level if given and given.digest == levels.digest_of(answer.text) else None
