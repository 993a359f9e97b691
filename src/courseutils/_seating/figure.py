"""Draw a table with its seats: hosts along its upper side, the others along its lower one, those without a seat apart.

All lengths are inches, counted from the upper edge of the figure.
"""

from html import escape

from courseutils._atlas.figures import FAINT, INK, MARGIN, Canvas, MapFigure, wrapped
from courseutils._seating.words import PRESENCES, ROLES, TITLE, name_of, state_of

HALF = 0.1  # half of a mark
TABLE = 0.3  # the table's depth on the paper
APART = 0.3  # how far from the table those stand who have no seat
LINE, SMALL = 0.155, 0.132  # a line of a name, of a smaller text
WOOD = "#e4e0d6"
TITLE_SIZE, NAME_SIZE, PEOPLE_SIZE = 13, 8.6, 7.4
OWN_ORDER = (
    "The places round the tables are this course's own, hosts above and the others by alphabet; "
    "no seating plan was found. Source: tables seats and sittings."
)
RAISED = "\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"


class SeatsFigure(MapFigure):
    """A Figure that a notebook shows as an image with alternative text, words, versions, a table and sources."""

    words = ""
    table = None
    versions = None
    sources: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        from courseutils._atlas.markup import figure_html, table_html
        from courseutils._seating.page import sources_html, versions_html

        return (
            f"{figure_html(self, self.alt)}{versions_html(self.versions)}<p>{escape(self.words)}</p>"
            f"{table_html(self.table, 'The seats as a table')}{sources_html(self.sources)}"
        )


def draw(parts: list, width: float) -> SeatsFigure:
    """Sittings with their seats, one below the other, in a figure of ``width`` inches."""
    import matplotlib as mpl

    with mpl.rc_context({"font.family": "DejaVu Sans", "text.parse_math": False}):
        return _draw(parts, width)


def _draw(parts, width):
    figure = SeatsFigure(figsize=(width, width), dpi=130)
    Canvas(figure)
    notes = _notes(parts)
    panels = [_Panel(figure, sitting, held, notes, width) for sitting, held in parts]
    marks = _marks_used(parts)
    foot = "\n".join(wrapped(figure, line, width - 2 * MARGIN, 7.4) for line in _foot(notes))
    low = 0.142 * (foot.count("\n") + 1) + 0.24 * -(-len(marks) // 3) + 0.16
    height = 2 * MARGIN + 0.32 + sum(panel.height for panel in panels) + low
    figure.set_size_inches(width, height)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    axes.text(MARGIN, MARGIN, TITLE, fontsize=TITLE_SIZE, fontweight="bold", color=INK, va="top")
    top = MARGIN + 0.32
    for panel in panels:
        panel.draw(axes, top)
        top += panel.height
    _legend(axes, marks, top + 0.14, width)
    axes.text(MARGIN, height - MARGIN, foot, fontsize=7.4, color=FAINT, va="bottom", linespacing=1.3)
    return figure


def _notes(parts) -> dict[str, int]:
    """Remarks on seats with their numbers; the same remark has one number."""
    texts = dict.fromkeys(seat["note"] for _, held in parts for seat in held if seat["note"])
    return {text: number for number, text in enumerate(texts, 1)}


def _foot(notes) -> list[str]:
    return [*(f"{RAISED[number - 1]} {text}" for text, number in notes.items()), OWN_ORDER]


class _Panel:
    """One sitting: its name and format, the hosts' seats, the table, the other seats."""

    def __init__(self, figure, sitting, held, notes, width):
        self.width, self.held = width, held
        self.name = name_of(sitting)
        self.format = wrapped(figure, sitting["format"], width - 2 * MARGIN, 8.2)
        self.hosts = [s for s in held if s["role"] == "co-chair"]
        self.others = [s for s in held if s["role"] != "co-chair"]
        room = (width - 2 * MARGIN) / max(len(self.others), 1) - 0.08
        self.labels = {s["seat_id"]: _label(figure, s, notes, room) for s in held}
        self.head = 0.24 + LINE * (self.format.count("\n") + 1) + 0.12
        self.above = self._tallest(self.hosts) + 2 * HALF + 0.1
        below = max((self._tallest([s]) + _gap(s) for s in self.others), default=0)
        self.height = self.head + self.above + TABLE + below + 2 * HALF + 0.38

    def _tallest(self, seats) -> float:
        return max((_label_height(self.labels[s["seat_id"]]) for s in seats), default=0)

    def draw(self, axes, top: float) -> None:
        """Draw the panel below ``top``."""
        from matplotlib.patches import FancyBboxPatch

        axes.text(MARGIN, top, self.name, fontsize=10.5, fontweight="bold", color=INK, va="top")
        axes.text(MARGIN, top + 0.22, self.format, fontsize=8.2, color=FAINT, va="top", linespacing=1.25)
        edge = top + self.head + self.above
        left, long = MARGIN + 0.1, self.width - 2 * MARGIN - 0.2
        table = FancyBboxPatch((left, edge), long, TABLE, boxstyle="round,pad=0,rounding_size=0.12")
        table.set(facecolor=WOOD, edgecolor="#666666", linewidth=1)
        axes.add_patch(table)
        for x, seat in _spread(self.hosts, self.width):
            _seat(axes, x, edge - HALF - 0.03, seat, self.labels[seat["seat_id"]], upward=True)
        for x, seat in _spread(self.others, self.width):
            _seat(axes, x, edge + TABLE + HALF + 0.03 + _gap(seat), seat, self.labels[seat["seat_id"]])


def _gap(seat) -> float:
    return APART if seat["role"] == "no seat" else 0.0


def _spread(seats, width):
    """Each seat with the middle of its share of the table."""
    share = (width - 2 * MARGIN) / max(len(seats), 1)
    return [(MARGIN + share * (n + 0.5), seat) for n, seat in enumerate(seats)]


# A seat: a mark, a name, the people, and what is not as one would expect --------------------------------------


def _label(figure, seat, notes, room) -> tuple[str, str, str]:
    raised = RAISED[notes[seat["note"]] - 1] if seat["note"] else ""
    name = wrapped(figure, f"{seat['seat']}{raised}", room, NAME_SIZE, "bold")
    people = "\n".join(wrapped(figure, p, room, PEOPLE_SIZE) for p in (seat["people"] or "").split("; "))
    state = state_of(seat)
    return name, people, "" if state in ("present", "co-chair") else wrapped(figure, state, room, PEOPLE_SIZE)


def _label_height(label) -> float:
    name, people, state = label
    small = sum(text.count("\n") + 1 for text in (people, state) if text)
    return LINE * (name.count("\n") + 1) + SMALL * small


def _seat(axes, x, y, seat, label, upward=False) -> None:
    _mark(axes, x, y, seat["role"], seat["presence"])
    low = y - HALF - 0.05 - _label_height(label) if upward else y + HALF + 0.06
    looks: tuple[dict, ...] = (
        {"size": NAME_SIZE, "weight": "bold"},
        {"size": PEOPLE_SIZE},
        {"size": PEOPLE_SIZE, "style": "italic"},
    )
    for text, step, look in zip(label, (LINE, SMALL, SMALL), looks, strict=True):
        for line in filter(None, text.split("\n")):
            low += step
            axes.text(x, low - 0.03, line, ha="center", va="baseline", color=INK, **look)


def _mark(axes, x, y, role, presence) -> None:
    """The shape says the role, what is in it the presence."""
    from matplotlib.patches import Circle, Polygon, Rectangle

    shape = {
        "co-chair": Rectangle((x - HALF, y - HALF), 2 * HALF, 2 * HALF),
        "participant": Circle((x, y), HALF),
    }.get(role) or Polygon([(x - 1.2 * HALF, y + HALF), (x + 1.2 * HALF, y + HALF), (x, y - 1.1 * HALF)])
    shape.set(facecolor="#0b2f4f" if presence == "present" else "#ffffff", edgecolor=INK, linewidth=1.3)
    axes.add_patch(shape)
    inside = {"stayed away": "\u00d7", "not known": "?"}.get(presence, "")
    drop = 0.025 if role == "no seat" else 0
    axes.text(x, y + drop, inside, ha="center", va="center_baseline", fontsize=9, fontweight="bold", color=INK)


# The legend ---------------------------------------------------------------------------------------------------


def _marks_used(parts) -> list[tuple[str, str]]:
    used = {(seat["role"], seat["presence"]) for _, held in parts for seat in held}
    return sorted(used, key=lambda pair: (ROLES.index(pair[0]), PRESENCES.index(pair[1])))


def _legend(axes, marks, top, width) -> None:
    share = (width - 2 * MARGIN) / 3
    for n, (role, presence) in enumerate(marks):
        x, y = MARGIN + share * (n % 3) + HALF + 0.02, top + 0.24 * (n // 3)
        _mark(axes, x, y, role, presence)
        text = "no seat in this sitting" if presence == "no seat" else f"{role}, {_WORDS[presence]}"
        axes.text(x + 0.2, y, text, fontsize=8, color=INK, va="center")


_WORDS = {"present": "present", "stayed away": "stayed away", "not known": "presence not known"}
