"""Put labels beside points so that they hide neither each other nor the points; all sizes in pixels."""

from dataclasses import dataclass

SIDES = {
    "E": (1, 0),
    "W": (-1, 0),
    "NE": (1, 1),
    "SE": (1, -1),
    "NW": (-1, 1),
    "SW": (-1, -1),
    "N": (0, 1),
    "S": (0, -1),
}
# How far out a label may stand, and what that costs: a far one has a line to its point, which others may cross.
_REACH = {1.0: 0, 2.6: 12, 4.5: 48, 7.0: 108, 11.0: 190, 16.0: 250, 22.0: 310, 30.0: 370}
LONG_LEADER = 4  # from this place in _REACH on
MOST_FAR_OFF = 2
NO_ROOM = 400  # the cost of a label that covers another, a point or a good deal of a line


@dataclass(frozen=True)
class Label:
    """Text for one point: where it is (map units), its radius, the wished side, the look.

    ``wide`` and ``high``: how much more room a row of marks takes at the point, to each side. ``nearest``: the
    label should stand nearer to its own point than to any other.
    """

    text: str
    x: float
    y: float
    radius: float = 4
    side: str = "E"
    size: float = 8
    weight: str = "normal"
    colour: str = "#111111"
    required: bool = True
    wide: float = 0
    high: float = 0
    nearest: bool = False


@dataclass(frozen=True)
class Placed:
    """Labels on their best free places; ``crowded``: one has no room of its own, or several stand far off."""

    found: tuple
    crowded: bool

    def write(self, ax) -> None:
        """Draw the labels that have room, and all that are required."""
        for label, best in self.found:
            _write(ax, label, best)


def place_labels(ax, labels, unnamed, lines_px, blocked) -> Placed:
    """Find the best free place of every label; nothing is drawn yet.

    ``unnamed``: labels without text, whose points are to be left free; ``lines_px``: array (n, 2) of points on
    lines that a label should not cover; ``blocked``: rectangles (x0, y0, x1, y1) that no label may touch. Optional
    labels without room are left out.
    """
    frame = ax.get_window_extent()
    frame = (frame.x0 + 4, frame.y0 + 4, frame.x1 - 4, frame.y1 - 4)
    points = [_dot(ax, label) for label in labels] + [_dot(ax, label) for label in unnamed]
    taken, found, without_room = list(blocked), [], 0
    for number, label in enumerate(labels):
        width, height = _extent(ax, label)
        best = _best(label, (width, height, ax.figure.dpi), points, number, (frame, taken, lines_px))
        without_room += best[0] > NO_ROOM
        if best[0] > NO_ROOM and not label.required:
            continue
        taken.append(best[1])
        found.append((label, best))
    far_off = sum(best[2] >= LONG_LEADER for _, best in found)
    return Placed(tuple(found), without_room > 0 or far_off > MOST_FAR_OFF)


def _dot(ax, label):
    x, y = ax.transData.transform((label.x, label.y))
    wide, high = ((label.radius + more) * ax.figure.dpi / 72 for more in (label.wide, label.high))
    return (x - wide, y - high, x + wide, y + high)


def _extent(ax, label):
    from matplotlib.text import Text

    text = Text(0, 0, label.text, fontsize=label.size, fontweight=label.weight, linespacing=1.05)
    text.set_figure(ax.figure)
    box = text.get_window_extent(ax.figure.canvas.get_renderer())
    return box.width, box.height


def _best(label, extent, points, own, rest):
    """The cheapest place: cost, rectangle, how far out (0 is beside the point), side."""
    sides = [label.side, *(side for side in SIDES if side != label.side)]
    best = (float("inf"), None, 0, "")
    for far, (reach, price) in enumerate(_REACH.items()):
        if price >= best[0]:
            break
        for turn, side in enumerate(sides):
            gap = (reach + (0.9 if "W" in side else 0.3)) * 2.6 * extent[2] / 100  # right-aligned ink comes nearer
            box = _box(points[own], extent, SIDES[side], gap)
            cost = price + (0 if turn == 0 else 2 + 0.3 * turn) + _cost(box, points, own, rest)
            cost += 50 if label.nearest and _strays(box, points, own) else 0
            if far >= LONG_LEADER and cost < best[0]:  # a name should not seem to be on the other side of a border
                cost += 60 if _crosses(points[own], box, rest[2]) else 0
            if cost < best[0]:
                best = (cost, box, far, side)
    return best


def _crosses(dot, box, lines_px) -> bool:
    """Whether the line from a point to its label meets one of the lines."""
    import numpy as np

    if not len(lines_px):
        return False
    start = np.array([(dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2])
    end = np.clip(start, box[:2], box[2:])
    steps = start + np.linspace(0.1, 1, 24)[:, None] * (end - start)
    return bool((np.abs(lines_px[:, None] - steps).max(axis=-1) < 3).any())


def _box(dot, extent, direction, gap):
    width, height, _ = extent
    dx, dy = direction
    x, y = (dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2
    wide, high = (dot[2] - dot[0]) / 2, (dot[3] - dot[1]) / 2
    left = x + dx * (wide + gap) - (width if dx < 0 else width / 2 if dx == 0 else 0)
    bottom = y + dy * (high + gap) - (height if dy < 0 else height / 2 if dy == 0 else 0)
    if dx and dy:  # a slanting label starts beside the point, not above its corner
        bottom -= dy * height * 0.3
    return (left, bottom, left + width, bottom + height)


def _cost(box, points, own, rest) -> float:
    frame, taken, lines_px = rest
    cost = 60 * sum(_overlap(box, other, 1.5) for other in taken)
    cost += 70 * sum(_overlap(box, dot, 1) for n, dot in enumerate(points) if n != own)
    cost += 12 * sum(_overlap(box, dot, 6) > 0 for n, dot in enumerate(points) if n != own)  # whose name is it?
    cost += 40 * _overlap(box, points[own], 0)
    inside = frame[0] < box[0] and box[2] < frame[2] and frame[1] < box[1] and box[3] < frame[3]
    return cost + (0 if inside else 5000) + 0.22 * _covered(box, lines_px)


def _strays(box, points, own) -> bool:
    """True if another point stands nearer to the label than its own."""
    gaps = [_gap(box, dot) for dot in points]
    return min(gaps) < gaps[own] - 1


def _gap(a, b) -> float:
    """The distance of two rectangles, 0 if they touch."""
    wide = max(a[0] - b[2], b[0] - a[2], 0)
    high = max(a[1] - b[3], b[1] - a[3], 0)
    return (wide**2 + high**2) ** 0.5


def _overlap(a, b, pad) -> float:
    """Shared area of two rectangles, as a number from 0 that grows fast (square root of the pixels)."""
    wide = min(a[2], b[2]) - max(a[0], b[0]) + 2 * pad
    high = min(a[3], b[3]) - max(a[1], b[1]) + 2 * pad
    return (wide * high) ** 0.5 if wide > 0 and high > 0 else 0.0


def _covered(box, lines_px) -> int:
    if not len(lines_px):
        return 0
    x, y = lines_px[:, 0], lines_px[:, 1]
    return int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())


def _write(ax, label, best):
    from matplotlib import patheffects

    _, box, far, side = best
    to_data = ax.transData.inverted().transform
    centre = to_data(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    halo = [patheffects.withStroke(linewidth=2.4, foreground="#ffffff", alpha=0.92)]
    if far:
        _leader(ax, label, box, to_data)
    align = {1: "left", -1: "right", 0: "center"}[SIDES[side][0]]
    ax.text(
        *_anchor(box, align, to_data, centre),
        label.text,
        ha=align,
        va="center",
        fontsize=label.size,
        fontweight=label.weight,
        color=label.colour,
        linespacing=1.05,
        path_effects=halo,
        zorder=30,
    )


def _anchor(box, align, to_data, centre):
    x = {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[align]
    return to_data((x, (box[1] + box[3]) / 2))[0], centre[1]


def _leader(ax, label, box, to_data):
    """A thin line from a far label to its point."""
    x, y = ax.transData.transform((label.x, label.y))
    near = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
    end = to_data(near)
    ax.plot([label.x, end[0]], [label.y, end[1]], color="#444444", linewidth=0.6, zorder=19)
