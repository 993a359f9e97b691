"""Whose lines a map follows, as data: three conventions, what each asserts, what each hides, how each draws.

Standard library only. The wording follows the kit's naming policy (guide/naming.md).
"""

from copy import copy
from dataclasses import dataclass, field

from courseutils._atlas import moments
from courseutils._data import nearest

CREDITS = (
    "Map data: OpenStreetMap contributors (ODbL 1.0), Natural Earth (public domain). Places: sources in "
    "the kit's table. "
)
NEUTRAL = "Lines and names shown do not imply endorsement or acceptance by the authors."


@dataclass(frozen=True)
class LineStyle:
    """How a line is drawn: colour, width in points, dashes as (on, off, ...) in points, () for solid."""

    colour: str
    width: float
    dash: tuple = ()


@dataclass(frozen=True)
class Viewpoint:
    """One convention of drawing lines: its stamp, what it asserts and hides, and how it draws."""

    key: str
    label: str
    stamp: str
    asserts: str
    hides: str
    state_border: LineStyle
    region_outer: LineStyle
    border_label: str
    boundary_line: LineStyle
    boundary_label: str
    region_names: dict = field(hash=False)
    region_note: str
    region_fill: str
    region_hatch: str
    hatched: bool = True
    alone: bool = True

    @property
    def description(self) -> str:
        """What this convention asserts and what it hides, in two sentences."""
        return f"{self.asserts} {self.hides}"


_SOLID = LineStyle("#1a1a1a", 1.7)
_DASHED = LineStyle("#1a1a1a", 1.2, (5, 3))
_THIN = LineStyle("#1a1a1a", 0.7)
_SAND, _LILAC = "#f7edd3", "#e9e3ee"
_PLAIN_NAMES = {"abkhazia": "Abkhazia", "south_ossetia": "South Ossetia /\nTskhinvali Region"}

VIEWPOINTS = {
    "un": Viewpoint(
        key="un",
        label="United Nations practice",
        stamp="Convention: United Nations practice. Abkhazia and South Ossetia are drawn inside Georgia; the "
        "authorities there and a few states reject this.",
        asserts="It asserts that Georgia has the borders with which it joined the United Nations in 1992.",
        hides="It hides that Tbilisi does not govern the two regions, that the authorities there have declared states, "
        "and that some states recognise them.",
        state_border=_SOLID,
        region_outer=_SOLID,
        border_label="State border as recognised by the UN",
        boundary_line=_DASHED,
        boundary_label="Administrative boundary line (approximate)",
        region_names=_PLAIN_NAMES,
        region_note="control and status disputed",
        region_fill=_SAND,
        region_hatch="#a3843c",
    ),
    "recognisers": Viewpoint(
        key="recognisers",
        label="The two regions as states",
        stamp="Convention: the authorities of Abkhazia and South Ossetia, and Russia and the other states that "
        "recognise them. Both are drawn as states; most states reject this.",
        asserts="It asserts that Abkhazia and South Ossetia are states with state borders.",
        hides="It hides that most states and the UN General Assembly treat both as parts of Georgia, and that many "
        "who had to leave them cannot go back.",
        state_border=_SOLID,
        region_outer=_SOLID,
        border_label="State border in this convention",
        boundary_line=_SOLID,
        boundary_label="State border in this convention",
        region_names={"abkhazia": "Republic of\nAbkhazia", "south_ossetia": "Republic of\nSouth Ossetia"},
        region_note="as named there and by recognising states",
        region_fill=_LILAC,
        region_hatch="#85719a",
        hatched=False,
        alone=False,
    ),
    "on_the_ground": Viewpoint(
        key="on_the_ground",
        label="Control on the ground",
        stamp="Convention: control on the ground after 8 October 2008, approximate. "
        "Drawn is who controls an area, not who has a right to it.",
        asserts="It asserts only who controlled an area in the autumn of 2008.",
        hides="It hides whose territory it is in law, who had to leave it, and that single places, such as Perevi, "
        "stood on the other side of the line.",
        state_border=_SOLID,
        region_outer=_THIN,
        border_label="State border as recognised by the UN",
        boundary_line=LineStyle("#4d4d4d", 2.2, (4, 1.6)),
        boundary_label="Limit of control, autumn 2008 (approximate)",
        region_names=_PLAIN_NAMES,
        region_note="de facto authorities and Russian forces",
        region_fill=_LILAC,
        region_hatch="#85719a",
    ),
}


def viewpoint(name) -> Viewpoint:
    """The convention called ``name``: "un", "recognisers" or "on_the_ground".

    A Viewpoint is passed through. Raises ValueError for None or an unknown name, with the nearest
    known one. Source: the naming policy of the kit (guide/naming.md).

    >>> viewpoint("un").label
    'United Nations practice'
    """
    if isinstance(name, Viewpoint):
        return name
    if name is None:
        raise ValueError(f"Say whose lines the map follows: viewpoint= one of {_listed()}.")
    key = str(name).strip().casefold().replace(" ", "_").replace("-", "_")
    if key not in VIEWPOINTS:
        raise ValueError(f"There is no viewpoint called {name!r}. {nearest(key, VIEWPOINTS)} Known are {_listed()}.")
    return VIEWPOINTS[key]


def _listed() -> str:
    return ", ".join(f'"{key}"' for key in VIEWPOINTS)


def with_partner(m) -> list:
    """What is drawn side by side: the map itself, one map for each day if it changes with time, or a pair.

    The pair is with United Nations practice, if the map's own convention may not stand alone.
    """
    if m.days and not moments.timed(m):
        raise ValueError("days= is for a map in time, and nothing on this map has a start: use add(..., start=...).")
    if moments.timed(m) and not m.day:
        return moments.day_maps(m)
    return [m] if m.viewpoint.alone else [_redrawn(m, view) for view in (VIEWPOINTS["un"], m.viewpoint)]


def _redrawn(m, view):
    other = copy(m)
    other.title, other.viewpoint = f"{m.title}. {view.label}", view
    return other
