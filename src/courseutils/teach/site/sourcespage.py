"""The page of sources: each with its citation and with everything that rests on it."""

from collections import defaultdict
from html import escape

from courseutils._data import package, rows
from courseutils.sources import cite
from courseutils.teach.site.markup import choice, filters, ids_in, raw

_COLUMNS = ("source_id", "source_ids", "more_source_ids", "coord_source_id")
MOST = 12  # rows that are named for one table
_TOP = """# Sources

Every source of the course, with the rows of the tables that rest on it. *From general knowledge* means that nobody has
looked it up for this kit. The files of the tables, with columns and licences, come with the course's folder `data`.
"""


def resting() -> dict[str, dict[str, list[str]]]:
    """For each source id, by table, the keys of the rows that name it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in package()["resources"]:
        fields = [field["name"] for field in entry.get("schema", {}).get("fields", [])]
        columns = [column for column in _COLUMNS if column in fields]
        if entry["name"] == "sources" or entry.get("format") != "csv" or not columns:
            continue
        for row in rows(entry["name"]):
            for source in dict.fromkeys(i for column in columns for i in ids_in(row[column])):
                found[source][entry["name"]].append(_key(entry, row))
    return found


def _key(entry: dict, row: dict) -> str:
    key = entry["schema"].get("primaryKey") or [entry["schema"]["fields"][0]["name"]]
    return " / ".join(str(row[name]) for name in ([key] if isinstance(key, str) else key))


def page() -> str:
    """All sources in the order of their titles."""
    found, rest = sorted(rows("sources"), key=lambda row: row["title"].casefold()), resting()
    kinds = [(kind, kind) for kind in sorted({row["kind"] for row in found})]
    tables = [(name, name.replace("_", " ")) for name in sorted({t for on in rest.values() for t in on})]
    chosen = filters("sources", choice("kind", "Kind", kinds), choice("tables", "Table", tables))
    items = "".join(_source(row, rest.get(row["source_id"], {})) for row in found)
    return "\n".join([_TOP, raw(chosen), raw(f'<ul class="sources">{items}</ul>')])


def _source(row: dict, on: dict[str, list[str]]) -> str:
    name = escape(row["source_id"])
    note = f'<br><span class="note">{escape(row["note"])}</span>' if row["note"] else ""
    data = f'data-kind="{row["kind"]}" data-tables="{" ".join(on)}"'
    rests = f'<br><span class="note"><code>{name}</code>. {_rests(on)}</span>'
    return f'<li id="{name}" data-item {data}>{_linked(row)}{note}{rests}</li>'


def _linked(row: dict) -> str:
    text = escape(cite(row["source_id"]))
    url = escape(row["url"] or "")
    return text.replace(url, f'<a href="{url}">{url}</a>') if url else text


def _rests(on: dict[str, list[str]]) -> str:
    if not on:
        return "No row of a table rests on it; a lesson or a page of the guide does."
    return "Rests on it: " + "; ".join(f"{name.replace('_', ' ')}: {_some(keys)}" for name, keys in on.items()) + "."


def _some(keys: list[str]) -> str:
    more = f" and {len(keys) - MOST} more" if len(keys) > MOST else ""
    return escape(", ".join(keys[:MOST])) + more
