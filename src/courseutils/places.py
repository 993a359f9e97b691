"""One place, many names: find a place of the gazetteer by any of its names in any of its scripts.

``place`` needs only the standard library; ``load_places`` and ``Place.point`` bring in geopandas and shapely.
"""

from dataclasses import dataclass, field
from functools import cache

from courseutils._data import Plain, nearest, rows
from courseutils._lookup.names import index, near, needs_text, normalise, transliterate
from courseutils._lookup.states import is_state
from courseutils._sentences import say

LANGUAGES = ("en", "ka", "ru", "local")
_ABBREVIATED = {"english": "Eng.", "abkhaz": "Abk.", "georgian": "Geo.", "ossetian": "Oss.", "russian": "Rus."}
# Words that tell two villages of one name apart: upper and lower, great and small.
_ONE_OF_TWO = {
    *("zemo", "kvemo", "kveda", "didi", "patara", "upper", "lower", "great", "little", "nizhny", "verkhny"),
    *("земо", "квемо", "кведа", "диди", "патара", "верхний", "нижний", "нижняя", "верхняя"),
    *("ზემო", "ქვემო", "ქვედა", "დიდი", "პატარა"),
}


class PlaceError(Plain, LookupError):
    """No place, or more than one, goes by the name that was given."""


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer: degrees of WGS 84 (EPSG:4326), ``accuracy_m`` in metres.

    ``names`` has the keys en, ka (Georgian), ru (Russian) and local (Abkhaz or Ossetian, see
    ``local_language``); a name that is not known is empty. ``admin`` follows the United Nations view.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    accuracy_m: int
    kind: str
    admin: str
    names: dict[str, str] = field(hash=False)
    local_language: str
    variants: tuple[str, ...]
    confidence: str
    source_id: str

    @property
    def point(self):
        """The place as a shapely Point, longitude first, in degrees of EPSG:4326."""
        from shapely.geometry import Point

        return Point(self.lon, self.lat)

    @property
    def __geo_interface__(self) -> dict:
        return {"type": "Point", "coordinates": (self.lon, self.lat)}

    def label(self, *languages: str) -> str:
        """A label for a map: the name in the first language, the others in brackets after it.

        Languages are "en", "ka", "ru" and "local"; "all" is the English form, then the rest in
        alphabetical order of language. An unknown name is left out; the first falls back to English.
        Raises PlaceError for any other language.

        >>> place("Sukhumi").label()
        'Sukhumi'
        >>> place("Sukhumi").label("all")
        'Sukhumi (Abk. Аҟәа, Geo. სოხუმი, Rus. Сухуми)'
        """
        first, *rest = self._all_languages() if languages == ("all",) else languages or ("en",)
        head = self._named(first) or self.name
        others: dict[str, list[str]] = {}
        for code in rest:
            if (name := self._named(code)) and name != head:
                others.setdefault(name, []).append(_ABBREVIATED[self._language(code)])
        bracket = ", ".join(f"{'/'.join(short)} {name}" for name, short in others.items())
        return f"{head} ({bracket})" if bracket else head

    def _named(self, code: str) -> str:
        if code not in LANGUAGES:
            raise PlaceError(f"There are no names in {code!r}. Languages are {', '.join(LANGUAGES)} and all.")
        return self.names[code]

    def _language(self, code: str) -> str:
        return {"en": "english", "ka": "georgian", "ru": "russian"}.get(code, self.local_language)

    def _all_languages(self) -> list[str]:
        return ["en", *sorted(LANGUAGES[1:], key=self._language)]


def _from_row(row: dict) -> Place:
    return Place(
        **{key: row[key] for key in ("place_id", "name", "lat", "lon", "accuracy_m", "kind", "admin")},
        names={"en": row["name"]} | {code: row[f"name_{code}"] or "" for code in LANGUAGES[1:]},
        local_language=row["local_language"] or "",
        variants=tuple((row["name_variants"] or "").split(";")) if row["name_variants"] else (),
        confidence=row["confidence"],
        source_id=row["coord_source_id"],
    )


@cache
def gazetteer() -> dict[str, Place]:
    """All places by id, in the order of the table."""
    return {row["place_id"]: _from_row(row) for row in rows("places")}


def _without_upper_or_lower(name: str) -> str:
    """Nikozi from Zemo Nikozi or Земо-Никози; empty when the name has no such word."""
    first, _, rest = name.replace("-", " ").partition(" ")
    return rest if first.casefold() in _ONE_OF_TWO else ""


@cache
def spellings() -> tuple[dict, dict, dict]:
    """Ids by proper name; by variant or by name without Upper, Lower, ...; by name in Latin letters."""
    proper, other = [], []
    for p in gazetteer().values():
        names = [name for name in p.names.values() if name]
        proper += [(name, p.place_id) for name in (p.place_id, *names)]
        other += [(name, p.place_id) for name in (*p.variants, *map(_without_upper_or_lower, names))]
    return index(proper), index(other), index((transliterate(n), i) for n, i in proper + other)


def _candidates(name: str) -> list[Place]:
    proper, other, latin = spellings()
    key = normalise(name)
    ids = proper.get(key) or other.get(key) or latin.get(transliterate(name)) or ()
    return [p for p in gazetteer().values() if p.place_id in ids]


def place(name) -> Place:
    """The place that goes by a name: English, Georgian, Russian, Abkhaz, Ossetian, a variant or its id.

    Case, accents, apostrophes, hyphens and spaces do not count. Coordinates are in degrees of
    EPSG:4326, known to ``accuracy_m`` metres. Raises PlaceError when no place has the name, and
    names the candidates when several have it. Source: table ``places``.

    >>> place("სოხუმი").name, place(" TS'KHINVALI").name, place("Сухум").name
    ('Sukhumi', 'Tskhinvali', 'Sukhumi')
    """
    if isinstance(name, Place):
        return name
    found = _candidates(needs_text(name, "Tskhinvali"))
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f"{p.name} ({p.place_id})" for p in found)
        raise PlaceError(say("place_of_two", name=repr(name), places=names))
    raise PlaceError(say("place_unknown", name=repr(name), nearest=_suggestion(name)))


def named(name) -> Place:
    """The place of that name; where none is near, PlaceError also says how the name of a variable is written."""
    try:
        return place(name)
    except PlaceError as error:
        if not _may_be_a_variable(name):
            raise
        raise PlaceError(f"{error} If {name} is a name of yours, write it without quotation marks.") from None


def _may_be_a_variable(name: str) -> bool:
    import difflib

    known = map(transliterate, offered())
    plain = name.isascii() and name.isidentifier() and name == name.lower()
    return plain and not difflib.get_close_matches(name, known, n=1, cutoff=0.8)


def offered() -> dict[str, str]:
    """For each spelling the name that is offered to whoever comes near to it."""
    return {spelling: p.name for p in gazetteer().values() for spelling in (*p.variants, p.name)}


def _suggestion(name: str) -> str:
    if is_state(name):
        return say("place_an_area")
    return near(name, offered()) or say("place_list")


def load_places(kind: str | None = None, admin: str | None = None):
    """The gazetteer as a GeoDataFrame of points in EPSG:4326 (degrees), one row for each place.

    ``kind`` keeps one kind (village, checkpoint, ...), ``admin`` one unit of the column ``admin``, which
    follows the United Nations view. ``accuracy_m`` is in metres. Raises PlaceError with the nearest
    values when there is no such kind or unit. Source: table ``places``.

    >>> posts = load_places(kind="checkpoint")
    >>> posts.crs.to_epsg(), "Karaleti" in set(posts["name"])
    (4326, True)
    """
    import geopandas as gpd
    import pandas as pd

    table = pd.DataFrame(rows("places"))
    for column, wanted in (("kind", kind), ("admin", admin)):
        if wanted is not None:
            table = table[table[column] == _known(wanted, column)]
    table = table.reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs="EPSG:4326")


def _known(value: str, column: str) -> str:
    values = {row[column] for row in rows("places")}
    if not isinstance(value, str):
        how = f'load_places({column}="{min(values)}")'
        raise PlaceError(f"Give one {column}, as text in quotation marks: {how}. You gave {str(value)[:40]}.")
    if value not in values:
        raise PlaceError(f"No place has {column} {value!r}. {nearest(str(value), values)}")
    return value
