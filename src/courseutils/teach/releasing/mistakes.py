"""One page for the instructor, made of the exercises' files: answers, likely mistakes, replies, hints, rubrics."""

from collections.abc import Iterable, Iterator
from html import escape

from courseutils._policy import digest, meta
from courseutils.exercises import Exercise, Question, questions, tasks_of
from courseutils.teach.releasing.chosen import Lesson

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1b1b1b; }
h2 { border-top: 3px solid #444; padding-top: .8rem; margin-top: 2.5rem; }
h3 { margin: 1.8rem 0 .3rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid #777; padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; } tr { break-inside: avoid; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th[scope=row] { width: 30%; font-weight: normal; }
p { margin: .4rem 0; } code { background: #f2f2f2; padding: 0 .2em; overflow-wrap: anywhere; }
nav ul { columns: 2; padding-left: 1.2rem; }
@media (max-width: 40rem) { nav ul { columns: 1; } }
@media print { nav { display: none; } body { max-width: none; } }
"""


def page(chosen: Iterable[Lesson]) -> str:
    """The page as one HTML file without script or request; every text of the files is escaped."""
    chosen = list(chosen)
    links = "".join(f'<li><a href="#l{n.number}">{n.short}. {escape(n.title)}</a></li>' for n in chosen)
    body = "".join(_lesson(lesson) for lesson in chosen)
    return _PAGE.format(policy=meta({"style-src": [digest(_STYLE)]}), style=_STYLE, links=links, body=body)


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Georgia 2008: answers and likely mistakes</title><style>{style}</style></head><body>
<header><h1>Answers and likely mistakes</h1>
<p>For instructors. Keep this page from students. Each exercise has its answer, the wrong answers that are likely with
the reply that a student gets to each, and the three hints. Numbers are shown to four digits.</p>
<nav aria-label="Lessons"><ul>{links}</ul></nav></header>
<main>{body}</main></body></html>
"""


def _lesson(lesson: Lesson) -> str:
    asked = (question for name, question in questions().items() if name[:2] == lesson.number)
    parts = [*map(_exercise, tasks_of(lesson.number)), *map(_question, asked)]
    heading = f'<h2 id="l{lesson.number}">{lesson.short}. {escape(lesson.title)}</h2>'
    return f"<section>{heading}{''.join(parts)}</section>\n"


def _exercise(task: Exercise) -> str:
    lines = [f"<h3>{escape(task.id)}. {escape(task.title)}</h3>", f"<p>Variable <code>{task.variable}</code></p>"]
    lines += _rubric(task) if task.kind == "written" else _checked(task)
    return "".join(lines) + _list("Hints", task.hints)


def _rubric(task: Exercise) -> list[str]:
    words = f"<p>Written answer, {task.min_words} to {task.max_words} words; a person reads it.</p>"
    return [words, _list("Rubric", task.rubric)]


def _checked(task: Exercise) -> list[str]:
    lines = [f"<p><strong>Answer:</strong> {escape(answer(task))}</p>"]
    if task.parameters:
        values = ", ".join(f"{name} = {value!r}" for name, value in task.parameters.items())
        lines.append(f"<p>With <code>{escape(values)}</code></p>")
    rows = [("right", task.right), *((wrong.name, wrong.reply) for wrong in task.wrong)]
    rows += [("anything else", task.not_yet)] if task.not_yet else []
    return [*lines, _table(f"Replies to {task.id}", ("Answer", "Reply"), rows)]


def answer(task: Exercise) -> str:
    """The expected answer in words: a number to four digits with its unit, or names in order."""
    value = task.expected.get(task.parameters)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {label}" for key, label in value.items())
    if isinstance(value, str):
        return value
    if hasattr(value, "__iter__"):
        return ", ".join(sorted(map(str, value)))
    digits = f"{value:.4g}" if isinstance(value, float) else str(value)
    return f"{digits} {task.unit}".strip()


def _question(question: Question) -> str:
    rows = [(_marked(option), option["reply"]) for option in question.options]
    return f"<h3>{escape(question.id)}. Quiz</h3>{_table(question.text, ('Option', 'Reply'), rows)}"


def _marked(option: dict) -> str:
    return f"{option['text']} (right)" if option.get("right") else option["text"]


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(_rows(rows))}</tbody></table>"
    )


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for first, second in rows:
        yield f'<tr><th scope="row">{escape(first)}</th><td>{escape(second)}</td></tr>'


def _list(label: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<p><strong>{label}</strong></p><ol>{listed}</ol>" if listed else ""
