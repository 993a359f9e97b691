"""The recognition explorer: maps with a slider for the day, and a table that shows one day."""

from html import escape

from courseutils._atlas.display import map_html
from courseutils._data import rows
from courseutils.recognition import began, checked_to, ended, is_contested
from courseutils.teach.site.assets import Files
from courseutils.teach.site.markup import choice, day, filters, raw, said, sources, table
from courseutils.teach.site.outputs import book_html

_HEADS = ("State", "Recognised", "From", "Until", "UN member", "Remark", "Sources")
_TOP = """# Recognition explorer

Move the slider above a map to a day, or type a day above the table. A recognition counts from its day to the day before
its withdrawal. Of recognitions by entities that few or no states recognise only the year is known; they stand in the
table and not on the maps. The lists were checked to **{}**; later changes are not in the data.

"""


def page(files: Files) -> str:
    """A map in time for each of the two, and all recognitions as a table."""
    parts = [_TOP.format(day(checked_to()))]
    for territory in sorted({row["territory"] for row in rows("recognitions")}):
        title = f"UN members that recognise {territory}"
        name = f"recognition-{territory.lower().replace(' ', '-')}"
        parts += [f"## {territory}\n", raw(book_html(map_html(_map(territory, title)), files, name))]
    return "\n".join([*parts, "## On one day\n", raw(_filters()), raw(_table())])


def _map(territory: str, title: str):
    import pandas as pd

    from courseutils import Map, load_layer, load_table

    table = load_table("recognitions")
    chosen = table[(table["territory"] == territory) & table["un_member"]]
    known = chosen[["iso3", "date_recognised", "date_withdrawn"]]
    states = load_layer("world")[["iso3", "name", "geometry"]].merge(known, on="iso3")
    states["last_day"] = states["date_withdrawn"] - pd.Timedelta(days=1)
    states["contested"] = states["iso3"].isin([row["iso3"] for row in rows("recognitions") if is_contested(row)])
    time = {"start": "date_recognised", "end": "last_day"}
    return Map(title, area="world").add(
        states, name=f"Recognise {territory}", labels=True, columns=["date_withdrawn"], **time
    )


def _filters() -> str:
    both = [(name, name) for name in sorted({row["territory"] for row in rows("recognitions")})]
    last = checked_to().isoformat()
    on = f'<label>In force on <input type="date" data-day min="1991-01-01" max="{last}"></label>'
    members = choice("member", "UN member", [("yes", "yes"), ("no", "no")])
    return filters("recognitions", choice("territory", "Recognised", both), members, on)


def _table() -> str:
    found = sorted(rows("recognitions"), key=lambda row: (row["territory"], row["year_recognised"], row["state"]))
    return table("Who recognised whom, and when", _HEADS, map(_line, found), [_data(row) for row in found])


def _line(row: dict) -> list[str]:
    began = day(row["date_recognised"]) or f"{row['year_recognised']} (only the year is known)"
    return [
        escape(row["state"]), escape(row["territory"]), began, day(row["date_withdrawn"]) or row["status"],
        "yes" if row["un_member"] else "no", said(row["status_note"]),
        sources(row["source_id"], row["more_source_ids"]),
    ]  # fmt: skip


def _data(row: dict) -> str:
    member = "yes" if row["un_member"] else "no"
    when = f'data-from="{began(row)}" data-until="{ended(row)}"'
    return f' data-item data-territory="{row["territory"]}" data-member="{member}" {when}'
