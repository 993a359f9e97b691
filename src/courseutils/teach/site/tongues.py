"""Names in Georgian, Russian, Abkhaz and Ossetian say which language they are, for those who hear the page."""

import re

from courseutils._lookup.tongues import GEORGIAN, language

_CYRILLIC = "\u0400-\u052f"
_KA, _CYR = f"[{GEORGIAN}]+", f"[{_CYRILLIC}æÆ]+"
_RUN = re.compile(rf"{_KA}(?:[ .’-]+{_KA})*|(?=[æÆ]?[{_CYRILLIC}]){_CYR}(?:[ .’-]+{_CYR})*")
# Where no element may stand, or code stands that is copied; a text right after a tag with a language has one already.
_WHOLE = r"<(?P<tag>head|script|style|textarea|option|svg)\b.*?</(?P=tag)>"
_PART = re.compile(rf"{_WHOLE}|<[^>]* lang=[^>]*>[^<]*|<[^>]*>|(?P<text>[^<]+)", re.S)


def marked(html: str) -> str:
    """A page in which every name in these scripts has its language.

    >>> marked("<td>Java, ჯავა · Дзау · Джава</td>")
    '<td>Java, <span lang="ka">ჯავა</span> · <span lang="os">Дзау</span> · <span lang="ru">Джава</span></td>'
    """
    return _PART.sub(lambda part: _RUN.sub(_span, part["text"]) if part["text"] else part[0], html)


def _span(name: re.Match) -> str:
    return f'<span lang="{language(name[0])}">{name[0]}</span>'
