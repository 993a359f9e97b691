"""In which language a name is written: Georgian, Russian, Abkhaz or Ossetian."""

import re
from functools import cache

from courseutils._data import rows

GEORGIAN = "\u10a0-\u10ff\u1c90-\u1cbf"
_LOCAL = {"abkhaz": "ab", "ossetian": "os"}
_ABKHAZ = re.compile("[ҚқҞҟҒғӶӷҔҕҬҭҦҧԤԥҲҳҴҵҶҷҼҽҾҿӘәӠӡҨҩ]")
_OSSETIAN = re.compile("[ӔӕÆæ]")


def language(name: str) -> str:
    """The language of a name: as the table of places has it, else by its letters.

    >>> [language(name) for name in ("სოხუმი", "Аҟәа", "Цхинвал", "Цхинвали")]
    ['ka', 'ab', 'os', 'ru']
    """
    if known := _known().get(name):
        return known
    if re.match(f"[{GEORGIAN}]", name):
        return "ka"
    return "ab" if _ABKHAZ.search(name) else "os" if _OSSETIAN.search(name) else "ru"


@cache
def _known() -> dict[str, str]:
    """Languages by name; what is the same in Russian and in another language counts as Russian."""
    places = rows("places")
    local = {row["name_local"]: _LOCAL.get(row["local_language"] or "", "ru") for row in places if row["name_local"]}
    return local | {row["name_ru"]: "ru" for row in places if row["name_ru"]}
