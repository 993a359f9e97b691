"""A made class for tests of tables and pages: every state, several platforms, texts that would like to be more."""

from pathlib import Path

from courseutils.exercises import exercises
from courseutils.teach.marking.records import (
    COULD_NOT,
    NOT_ATTEMPTED,
    NOT_YET,
    RIGHT,
    WRITTEN,
    Marked,
    Result,
    Submission,
)

EVIL = (
    '<script>document.title="owned"</script><img src=x onerror="document.title=1"><a href="javascript:alert(1)">x</a>'
)
ESSAY = "Russia says that its posts stood where the plan allowed them, and Georgia says that they stood beyond. " * 3
GOOD_TEXT = ESSAY.strip()


def written_of(lesson: str) -> str:
    """The id of the lesson's written exercise."""
    return next(e.id for e in exercises().values() if e.lesson == lesson and e.kind == "written")


def results(lesson="05", text=GOOD_TEXT, **states) -> tuple[Result, ...]:
    """A result for every exercise of a lesson: right, unless the keyword (n2="not yet") says otherwise."""
    found = []
    for task in (e for e in exercises().values() if e.lesson == lesson):
        if task.kind == "written":
            state = WRITTEN if text.strip() else NOT_ATTEMPTED
            found.append(Result(task.id, state, "50 words, within the limit." if text.strip() else "", text=text))
            continue
        state = states.get("n" + task.id.split("-")[1], RIGHT)
        reason = {NOT_YET: task.not_yet, COULD_NOT: "The cell was stopped: it had not come to an end."}.get(state, "")
        found.append(Result(task.id, state, reason, points=1.0 if state == RIGHT else 0.0))
    return tuple(found)


def marked(student, name, lesson="05", platform="moodle", given=None, remarks=(), **more) -> Marked:
    """One submission with its results; further keywords go to the results."""
    file = f"{name}_{student}_assignsubmission_file/{lesson}_x.ipynb"
    if platform == "canvas":
        file = f"{name.lower().replace(' ', '')}_{student}_9001_{lesson}_x.ipynb"
    submission = Submission(student, name, Path("x.ipynb"), file, platform, remarks=tuple(remarks))
    return Marked(submission, lesson, results(lesson, **more) if given is None else given, tuple(remarks))


def a_class() -> list[Marked]:
    """Six students of Moodle: good, half done, broken, hostile, in Georgian letters, and without a lesson."""
    lost = Submission("6", "Zura Lomidze", Path("x"), "Zura Lomidze_6_assignsubmission_file/essay.docx", "moodle", 0,
                      remarks=("essay.docx: It is no notebook.",))  # fmt: skip
    return [
        marked("1", "Nino Gelashvili"),
        marked("1", "Nino Gelashvili", "06"),
        marked("2", "Ana Dzidzaria", n1=NOT_YET, n2=NOT_ATTEMPTED, text=""),
        marked("3", "Alan Dzhioev", n2=COULD_NOT, remarks=["Attempt 2 of 2: the last counts. Not marked: old.ipynb."]),
        marked("4", f"=cmd|' /C calc'!A0 {EVIL}"[:90], text=EVIL * 20, n1=NOT_YET),
        marked("5", "ნინო გელაშვილი", text="მოკლე"),
        Marked(lost, "", (), ("The file is empty. It has to be handed in again.",)),
    ]
