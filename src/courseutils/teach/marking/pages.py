"""Parts that the pages of marking share: one file, no script, nothing from the network, students' text as text."""

import re
import unicodedata
from html import escape

from courseutils import _policy
from courseutils import exercises as _exercises
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET, RIGHT, WRITTEN

CLASS_OF = {RIGHT: "right", NOT_YET: "notyet", NOT_ATTEMPTED: "blank", WRITTEN: "written", COULD_NOT: "couldnot"}
STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f23;--faint:#4d555e;--line:#8a929b;--link:#0550ae;
--right:#116329;--notyet:#8a4600;--blank:#4d555e;--written:#0550ae;--couldnot:#a40e26}
@media (prefers-color-scheme:dark){:root{--paper:#16191d;--ink:#e8eaed;--faint:#b3bac2;--line:#7d8590;--link:#7cb7ff;
--right:#5fd37a;--notyet:#f2b366;--blank:#b3bac2;--written:#7cb7ff;--couldnot:#ff9492}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 Arial,"Liberation Sans","DejaVu Sans",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.2rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.2rem;line-height:1.3;margin:1.8rem 0 .3rem}
h1,h2,p,li,.text,.name{overflow-wrap:anywhere}
td,th{overflow-wrap:break-word}
p{margin:.4rem 0}
a{color:var(--link)}
.faint{color:var(--faint);font-size:.9rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0}
caption{text-align:left;color:var(--faint);font-size:.9rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-top:1px solid var(--line)}
th[scope=row]{font-weight:normal}
td p:first-child{margin-top:0}
td p:last-child{margin-bottom:0}
.state{font-weight:bold;border-left:.3rem solid currentColor;padding-left:.4rem}
.replies{table-layout:fixed}
.replies th:nth-child(1){width:25%}.replies th:nth-child(2){width:8.5rem}.replies th:nth-child(3){width:6.2rem}
.right{color:var(--right)}.notyet{color:var(--notyet)}.blank{color:var(--blank)}
.written{color:var(--written)}.couldnot{color:var(--couldnot)}
.text{border-left:.2rem solid var(--line);padding-left:.7rem;margin:.4rem 0;white-space:pre-wrap}
.wide{overflow-x:auto}
.wide table{min-width:38rem}
.wide th[scope=row]{min-width:9rem;max-width:18rem}
.wide td{white-space:nowrap}
.wide:focus-visible,a:focus-visible{outline:.2rem solid var(--link);outline-offset:.15rem}
@media (max-width:44rem){
.stack,.stack tbody,.stack tr,.stack th,.stack td,.stack caption{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{border-top:1px solid var(--line);padding:.5rem 0}
.stack th,.stack td{border:0;padding:.1rem 0}
.stack.replies th[scope=row]{font-weight:bold;width:auto}
.stack td.points::before{content:"Points: ";color:var(--faint)}
}
@media print{
@page{margin:15mm}
:root{--paper:#fff;--ink:#000;--faint:#333;--line:#777;--link:#000;--right:#000;--notyet:#000;--blank:#000;
--written:#000;--couldnot:#000;color-scheme:light}
body{font-size:10.5pt}main{max-width:none;padding:0}tr,.text{break-inside:avoid}h2{break-after:avoid}
thead{display:table-header-group}.wide{overflow:visible}
}
"""
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")


def document(title: str, body: str) -> str:
    """A whole page. Its policy allows nothing but this very style: no script, no image, no form, no address."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"{_policy.meta({'style-src': [_policy.digest(STYLE)]})}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{shown(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def visible(text: str) -> str:
    """The text with what an eye would not see written out: direction marks, control characters, half characters.

    >>> visible("a\\u202eb\\x07")
    'a[U+202E]b[U+0007]'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_written_out(c) if _is_hidden(c) else c for c in text)


def _is_hidden(c: str) -> bool:
    return c not in "\n\t" and (bool(_HIDDEN.match(c)) or unicodedata.category(c) in ("Cc", "Cs"))


def _written_out(c: str) -> str:
    return f"[U+{ord(c):04X}]"


def shown(text: str) -> str:
    """Text of a student's, or a sentence that may hold some, for a place in a page."""
    return escape(visible(text))


def name_html(text: str) -> str:
    """A name, kept apart from the direction of the words around it."""
    return f"<bdi>{shown(text)}</bdi>"


def state_html(state: str) -> str:
    """The state in words, with its colour."""
    return f'<span class="state {CLASS_OF[state]}">{state}</span>'


def lesson_name(lesson: str) -> str:
    """Number and title.

    >>> lesson_name("05")
    'Lesson 5: How wide is a buffer zone?'
    """
    title = _exercises.definition(lesson).get("title", "")
    return f"Lesson {lesson.lstrip('0') or '0'}: {title}".rstrip(": ")


def exercise_name(exercise: str) -> str:
    """Id and title of an exercise, or the id alone if the kit no longer has it."""
    task = _exercises.exercises().get(exercise)
    return f"{exercise} {task.title}" if task else exercise


def rubric_of(exercise: str) -> tuple[str, ...]:
    """The sentences of a rubric's levels, without their numbers."""
    task = _exercises.exercises().get(exercise)
    return tuple(re.sub(r"^level \d+: *", "", row, flags=re.IGNORECASE) for row in task.rubric) if task else ()
