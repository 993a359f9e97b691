"""``guide/figures.md``: what was measured, as tables with ratios, and at the top which aims are missed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from courseutils.teach.bench import plots
from courseutils.teach.bench.record import FILE as DATA
from courseutils.teach.bench.record import Part, Row, read
from courseutils.teach.releasing.pages import day

FILE = "figures.md"
COLUMNS = ("Thing", "Way", "Median", "Lowest to highest", "Ratio to the kit", "Aim", "Met?")
AIM_COLUMNS = ("Thing", "At most", "Median", "Met?")
# All groups; what a class waits for comes first.
ORDER = ("start", "setup", "maps", "site", "course", "marking", "hub", "tests")
_MISSED = "**MISSED**"


def page(parts: Mapping[str, Part]) -> str:
    """The whole page; also for no group at all, before anything was measured."""
    parts = {name: parts[name] for name in sorted(parts, key=_place)}
    groups = "".join(_group(name, part) for name, part in parts.items())
    minutes = round(sum(part.seconds for part in parts.values()) / 60)
    names = ", ".join(f"`{name}`" for name in parts) or "none yet"
    took = f", which took {minutes} minutes here," if parts else ","
    return _PAGE.format(data=DATA, names=names, took=took) + _where(parts) + _aims(parts) + groups


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def made(guide: Path) -> str:
    """The page as it has to be: what the data file in the guide's folder gives."""
    return page(read(guide / DATA))


_PAGE = """<!-- Made by python3 course.py bench, from {data}. -->

# Measured figures

One machine, one day: another machine gives other seconds, and ratios that are near to these at best. What your own
machine needs, `python3 course.py lab --check` says. The kit and what it stands beside took turns. In each table the
first way of a thing is the kit's own; ratios are *the other way / the kit*, so that 2 means that the other takes twice
as much. The *median* is the middle one of five runs or more, unless the table says *one value*. The *load* is how many
programs wanted a processor just before: more than there are cores means that seconds may be too long; sizes hardly
change.

`python3 course.py bench` measures all anew{took} and writes this page, its plots and
[every single value]({data}); `python3 course.py bench NAME` does so for one group: {names}. `bench --page` only writes
page and plots again. With `--runs 1` it prints what it finds, and keeps nothing.
"""


def number(value: float) -> str:
    """Three digits, as the page gives them.

    >>> [number(value) for value in (0, 0.01234, 1.2345, 99.96, 12345.6)]
    ['0', '0.0123', '1.23', '100', '12,346']
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def verdict(row: Row) -> str:
    """Whether an aim is met; nothing where there is none."""
    return "" if row.aim is None else "MISSED" if row.missed else "met"


def _aims(parts: Mapping[str, Part]) -> str:
    """The summary at the top: every aim, in words how many are missed, and where another way does better."""
    if not parts:
        return "\nNothing has been measured yet.\n"
    rows = [row for part in parts.values() for row in part.rows if row.aim is not None]
    table = [(_thing(row), with_unit(row.aim or 0, row), with_unit(row.median, row), _marked(row)) for row in rows]
    missed = [_thing(row) for row in rows if row.missed]
    said = f"**Missed: {len(missed)} of {len(rows)} aims:** {'; '.join(missed)}." if missed else "All aims are met."
    about = "The aims are the kit's own. A missed one stops no lesson; the tables below show by how much it is missed."
    return f"\n## Aims\n\n{said}\n\n{about}\n\n{_table(AIM_COLUMNS, table)}{_better(parts)}"


def _better(parts: Mapping[str, Part]) -> str:
    """Where others need a twentieth less than the kit, or even less than that."""
    found: dict[str, list[str]] = {}
    for part in parts.values():
        for row in part.rows:
            if row.ratio is not None and row.ratio <= 0.95:
                found.setdefault(row.what, []).append(row.way)
    said = "; ".join(f"{what} ({', '.join(ways)})" for what, ways in found.items())
    return f"\n**What needs less than the kit:** {said}.\n" if said else ""


def _thing(row: Row) -> str:
    return f"{row.what} ({row.way})"


def with_unit(value: float, row: Row) -> str:
    """A value in the unit of a row; a mere number has none."""
    return f"{number(value)} {row.unit}".strip()


def _marked(row: Row) -> str:
    return _MISSED if row.missed else verdict(row)


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def _group(name: str, part: Part) -> str:
    table = _table(COLUMNS, list(map(_line, part.rows)))
    notes = "".join(f"- {_thing(row)}: {row.note}\n" for row in part.rows if row.note)
    picture = f"![{plots.words(part)}]({plots.FOLDER}/{name}.svg)\n"
    return f"\n## {part.title}\n\n{part.about}\n\n{_measured(part)}\n\n{table}\n{picture}" + (notes and f"\n{notes}")


def _line(row: Row) -> tuple[str, ...]:
    values = sorted({min(row.values), max(row.values)})
    if len(row.values) == 1:
        spread = "one value"
    else:
        spread = " to ".join(map(number, values)) if len(values) > 1 else "always the same"
    ratio = number(row.ratio) if row.ratio else ""
    aim = with_unit(row.aim, row) if row.aim is not None else ""
    return row.what, row.way, with_unit(row.median, row), spread, ratio, aim, _marked(row)


def _measured(part: Part) -> str:
    """How it was measured, and beside which versions."""
    named = ", ".join(f"{name} {version}" for name, version in part.versions.items())
    beside = f" Beside {named}." if named else ""
    command = f"`{part.command}`, {number(part.seconds)} seconds in all, load before it {part.load}"
    return f"{command}, kit {part.kit}.{beside}"


def _where(parts: Mapping[str, Part]) -> str:
    """Day and machine, once for all groups that share them."""
    found: dict[str, list[str]] = {}
    for name, part in parts.items():
        found.setdefault(_day_and_machine(part), []).append(f"`{name}`")
    said = "".join(f"\nMeasured on {where}: {', '.join(names)}.\n" for where, names in found.items())
    open_ones = [f"`{name}`" for name in ORDER if name not in parts]
    return said + (f"\nNot measured so far: {', '.join(open_ones)}.\n" if parts and open_ones else "")


def _day_and_machine(part: Part) -> str:
    m = part.machine
    machine = f"{m['cores']} cores of {m['processor']}, {m['memory']} of memory, {m['system']}, Python {m['python']}"
    return f"{day(dt.date.fromisoformat(part.date))}, on {machine}"
