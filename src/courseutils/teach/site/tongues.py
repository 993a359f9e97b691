"""Names in Georgian, Russian, Abkhaz and Ossetian say which language they are, for those who hear the page."""

import re
from functools import cache

from courseutils._data import rows

_LOCAL = {"abkhaz": "ab", "ossetian": "os"}
_GEORGIAN = "\u10a0-\u10ff\u1c90-\u1cbf"
_CYRILLIC = "\u0400-\u052f"
_ABKHAZ = re.compile("[ҚқҞҟҒғӶӷҔҕҬҭҦҧԤԥҲҳҴҵҶҷҼҽҾҿӘәӠӡҨҩ]")
_OSSETIAN = re.compile("[ӔӕÆæ]")
_KA, _CYR = f"[{_GEORGIAN}]+", f"[{_CYRILLIC}æÆ]+"
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


def language(name: str) -> str:
    """The language of a name: as the table of places has it, else by its letters.

    >>> [language(name) for name in ("სოხუმი", "Аҟәа", "Цхинвал", "Цхинвали")]
    ['ka', 'ab', 'os', 'ru']
    """
    if known := _known().get(name):
        return known
    if re.match(f"[{_GEORGIAN}]", name):
        return "ka"
    return "ab" if _ABKHAZ.search(name) else "os" if _OSSETIAN.search(name) else "ru"


@cache
def _known() -> dict[str, str]:
    """Languages by name; what is the same in Russian and in another language counts as Russian."""
    places = rows("places")
    local = {row["name_local"]: _LOCAL.get(row["local_language"] or "", "ru") for row in places if row["name_local"]}
    return local | {row["name_ru"]: "ru" for row in places if row["name_ru"]}
