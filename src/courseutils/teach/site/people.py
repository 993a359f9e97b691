"""The page of people and places."""

from html import escape

from courseutils._atlas.display import map_html
from courseutils._data import rows
from courseutils.teach.site.assets import Files
from courseutils.teach.site.markup import raw, said, sources, table
from courseutils.teach.site.outputs import book_html

_LETTERS = {"abkhaz": "ab", "ossetian": "os"}
_PEOPLE = ("Name", "In the article", "Office at the time", "Side", "Paragraphs", "Note", "Source")
_NAMES = ("Name", "Georgian", "Russian", "Abkhaz or Ossetian", "Other forms")
_PLACES = (*_NAMES, "Kind", "Known to", "Why it is here", "Source")


def page(files: Files) -> str:
    """People of the article with their offices, places with their names in every script, and a map of all places."""
    from courseutils import Map, load_places

    m = Map("All places of the course").add(load_places(), name="Places", labels=False)
    drawn = book_html(map_html(m), files, "places")
    return "\n".join([_TOP, raw(_people()), _BETWEEN, raw(drawn), raw(_places())])


_TOP = """# People and places

## People

Names differ with the language that they came through. The first column has the usual English form.
"""
_BETWEEN = """## Places

Each place under its names, in the scripts of the languages. *Known to* says how far the point may be off. The map
follows United Nations practice; see [names, lines and words](naming.md).
"""


def _people() -> str:
    lines = [
        [
            escape(row["standard_name"]), escape(row["name"]), escape(row["office_at_the_time"]), escape(row["side"]),
            escape((row["paragraphs"] or "").replace(";", ", ")), said(row["note"]), sources(row["source_id"]),
        ]
        for row in rows("actors")
    ]  # fmt: skip
    return table("People of the article", _PEOPLE, lines)


def _places() -> str:
    lines = [_place(row) for row in sorted(rows("places"), key=lambda row: row["name"])]
    return table("Places, with their names in other languages", _PLACES, lines)


def _place(row: dict) -> list[str]:
    return [
        escape(row["name"]), _in("ka", row["name_ka"]), _in("ru", row["name_ru"]),
        _in(_LETTERS.get(row["local_language"] or "", "ru"), row["name_local"]),
        said((row["name_variants"] or "").replace(";", ", ")), escape(row["kind"]), f"{row['accuracy_m']:,} m",
        said(row["why"]), sources(row["coord_source_id"]),
    ]  # fmt: skip


def _in(language: str, name: str | None) -> str:
    return f'<span lang="{language}">{escape(name)}</span>' if name else said(None)
