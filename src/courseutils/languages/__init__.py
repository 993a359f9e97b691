"""The languages of replies, hints, quizzes and progress: one file of translations each, ``CODE.po``.

``course.py build`` makes of it ``CODE.mo``, which is what is read.
"""

import os
from dataclasses import dataclass

from courseutils import _translate
from courseutils._data import Plain
from courseutils._translate import tell


class UnknownLanguage(Plain, LookupError):
    """There is no translation into that language."""

    def __str__(self) -> str:
        return self.args[0]


@dataclass(frozen=True)
class Language:
    """The language that is spoken from now on, and whether its translation was proofread."""

    code: str
    name: str
    note: str = ""

    def __repr__(self) -> str:
        return f"{self.name}. {self.note}" if self.note else f"{self.name}."


def language(code: str | None = None) -> Language:
    """Choose the language of checks, hints, quizzes and progress in this notebook; without a code, say which it is.

    What has no translation is said in English; so are maps, tables and the errors of other functions. What is kept of
    your answers is the same in every language. The environment variable COURSE_LANGUAGE chooses for all notebooks.
    Raises UnknownLanguage, which names the languages that there are.

    >>> from courseutils import language
    >>> language("en")
    English.
    """
    wanted = _translate.current() if code is None else str(code).strip().lower()
    if wanted not in _translate.codes():
        known = ", ".join(f'"{known}" ({_translate.name_of(known)})' for known in _translate.codes())
        raise UnknownLanguage(tell("There is no language {code}. There are: {known}.", code=repr(code), known=known))
    os.environ[_translate.VARIABLE] = wanted
    return Language(wanted, _translate.name_of(wanted), _translate.draft_note(wanted))
