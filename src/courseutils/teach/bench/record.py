"""What was measured, kept in ``guide/figures.json``: a part for each group, with the machine and the day."""

import datetime as dt
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from statistics import median

from courseutils._data import DataError
from courseutils.teach import clock

FILE = "figures.json"
ENOUGH = 5  # runs below which nothing is kept


@dataclass(frozen=True)
class Measure:
    """One thing in one way: ``Measure("import", "courseutils", "ms", (1.5, 1.6), aim=50)``.

    The first way of a thing is the kit's own; ratios are other / kit. ``aim`` is what the kit's median may be at most,
    in ``unit``.
    """

    what: str
    way: str
    unit: str
    values: tuple[float, ...]
    aim: float | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """Median of the values, in ``unit``."""
        return median(self.values)


@dataclass(frozen=True)
class Row(Measure):
    """A measure as it is kept: with its ratio to the kit's own way of the same thing."""

    ratio: float | None = None

    @property
    def missed(self) -> bool:
        """Is the median above what it may be at most?"""
        return self.aim is not None and self.median > self.aim


@dataclass(frozen=True)
class Part:
    """One group: what was measured, when, where and by which command."""

    title: str
    about: str
    command: str
    date: str
    runs: int
    seconds: int
    load: float
    kit: str
    machine: Mapping[str, str]
    versions: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()


def rows(measures: Iterable[Measure]) -> tuple[Row, ...]:
    """The measures of a group with their ratios: other / kit, and the first way of a thing is the kit's own.

    >>> kit = Measure("start", "kit", "s", (2.0, 1.0, 3.0), aim=1.5)
    >>> other = Measure("start", "other", "s", (5.0,), note="once")
    >>> [(row.way, row.median, row.ratio, row.missed) for row in rows([kit, other])]
    [('kit', 2.0, None, True), ('other', 5.0, 2.5, False)]
    """
    own: dict[str, float] = {}
    found = []
    for m in measures:
        kit = own.get(m.what)
        ratio = m.median / kit if kit else None
        own.setdefault(m.what, m.median)
        found.append(Row(m.what, m.way, m.unit, tuple(map(_short, m.values)), m.aim, m.note, ratio and _short(ratio)))
    return tuple(found)


def _short(value: float) -> float:
    """Four digits are more than any of these measures can tell."""
    return float(f"{value:.4g}")


def machine() -> dict[str, str]:
    """The machine in words that name nobody."""
    return {
        "cores": str(os.cpu_count() or 1),
        "processor": clock.processor(),
        "memory": _memory(),
        "system": _system(),
        "python": platform.python_version(),
    }


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "not known"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"


def _system() -> str:
    """The system with its release: Debian GNU/Linux 12, Linux 6.1."""
    kernel = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except (OSError, KeyError):
        return kernel


def load() -> float:
    """Programs that wanted a core in the last minute, on average; 0 where the system does not say."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


def versions(beside: Iterable[str]) -> dict[str, str]:
    """Versions of what the kit stood beside: installed packages by name, and those of throw-away environments."""
    thrown_away = getattr(sys.modules.get("environments"), "installed", {})
    return dict(sorted({name: metadata.version(name) for name in beside}.items() | thrown_away.items()))


def today() -> str:
    """The day, as the data file gives it."""
    return dt.date.today().isoformat()


def read(file: Path) -> dict[str, Part]:
    """The parts by name of the group, none where nothing was measured; raises DataError for a broken file."""
    if not file.is_file():
        return {}
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        return {name: _part(**part) for name, part in known.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DataError(
            f"{file.name} is not as the bench writes it ({fault!r}). Take it from the kit again."
        ) from fault


def _part(rows: Iterable[Mapping], **about) -> Part:
    return Part(**about, rows=tuple(Row(**{**row, "values": tuple(row["values"])}) for row in rows))


def text(parts: Mapping[str, Part]) -> str:
    """The data file: one line for each row, so that a difference can be read."""
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {_part_text(parts[name])}" for name in sorted(parts)) + "\n}\n"


def _part_text(part: Part) -> str:
    about = {key: value for key, value in asdict(part).items() if key != "rows"}
    head = json.dumps(about, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join(f"  {json.dumps(asdict(row), ensure_ascii=False)}" for row in part.rows)
    return f'{head},\n "rows": [\n{lines}\n ]\n}}'
