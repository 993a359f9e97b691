"""Say a text in the chosen language. English stands in the code, and is said where a translation is missing.

Translations are compiled by ``course.py build`` from ``languages/CODE.po`` and read by the standard library's gettext,
which is loaded for other languages than English only.
"""

import os
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "languages"
ENGLISH, VARIABLE = "en", "COURSE_LANGUAGE"


def marked(text: str) -> str:
    """The text itself: it is translated where it is said, and its place in the code tells the translators' list."""
    return text


DRAFT = marked("Draft, not yet proofread by a native speaker.")
# Under this key the build notes the sentence in a language that is still a draft.
IS_DRAFT = "is a draft"


def codes() -> list[str]:
    """The languages that there are: ``["de", "en"]``."""
    return sorted({ENGLISH, *(path.stem for path in FOLDER.glob("*.mo"))})


def current() -> str:
    """The language that ``language()`` or COURSE_LANGUAGE names; English where it names one that is not there."""
    code = os.environ.get(VARIABLE, "").strip().lower()
    return code if code and _catalogue(code) else ENGLISH


@cache
def _catalogue(code: str):
    if code not in codes() or code == ENGLISH:
        return None
    import gettext

    try:
        with (FOLDER / f"{code}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except Exception:  # whatever a spoilt file does to gettext: English is always there
        return None


def tr(text: str) -> str:
    """The text in the chosen language, or itself.

    >>> tr("no exercise says this")
    'no exercise says this'
    """
    found = _catalogue(current())
    return found.gettext(text) if found and text else text


def tell(text: str, /, **blanks: object) -> str:
    """A sentence with named blanks in the chosen language, filled in.

    >>> tell("{n} of {all}", n=1, all=2)
    '1 of 2'
    """
    return tr(text).format(**blanks)


def plural(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, whatever forms the language has, with ``{count}`` filled in.

    >>> plural("{count} word", "{count} words", 2)
    '2 words'
    """
    found = _catalogue(current())
    text = found.ngettext(one, many, count) if found else (one if count == 1 else many)
    return text.format(count=count)


def name_of(code: str) -> str:
    """A language's name in itself."""
    found = _catalogue(code)
    return found.gettext("English") if found else "English"


def draft_note(code: str) -> str:
    """The sentence that says a translation is a draft; empty for one that was proofread."""
    found = _catalogue(code)
    said = found.gettext(IS_DRAFT) if found else IS_DRAFT
    return "" if said == IS_DRAFT else said


def lang() -> str:
    """An attribute for HTML that is not English, so that it is read aloud as what it is."""
    return "" if current() == ENGLISH else f' lang="{current()}"'
