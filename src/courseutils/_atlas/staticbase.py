"""The base map of the static figure: land, lines, inset, scale bar, and their legend entries."""

from courseutils._atlas.areas import AREAS, LAEA
from courseutils._atlas.scene import REGIONS, region_spots, scene_of
from courseutils._atlas.towns import TOWN_MARKS, shown_towns, town_mark

SEA, LAND, GEORGIA = "#dcebf3", "#e9e8e4", "#fffefa"
COAST, FOREIGN = "#3f7fa6", "#8e8e88"
HATCHES = {"abkhazia": "////", "south_ossetia": "\\\\\\\\"}


def draw_area(ax, shape, **look):
    """Fill a shapely geometry given in the axes' own units (geopandas would redraw the figure each time)."""
    import numpy as np
    import shapely
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rings = [ring for polygon in _parts(shape) for ring in (polygon.exterior, *polygon.interiors)]
    if not rings:
        return
    codes = np.concatenate([[Path.MOVETO, *[Path.LINETO] * (len(r.coords) - 2), Path.CLOSEPOLY] for r in rings])
    path = Path(np.concatenate([shapely.get_coordinates(ring) for ring in rings]), codes)
    ax.add_artist(PathPatch(path, clip_on=True, transform=ax.transData, **look)).set_clip_path(ax.patch)


def draw_line(ax, shape, **look):
    """Draw the lines of a shapely geometry given in the axes' own units."""
    import shapely
    from matplotlib.collections import LineCollection

    if lines := [shapely.get_coordinates(part) for part in _parts(shape)]:
        ax.add_collection(LineCollection(lines, **look), autolim=False)


def _parts(shape) -> list:
    import shapely

    return [] if shape is None or shape.is_empty else list(shapely.get_parts(shape))


def dashes(dash, width: float):
    """Matplotlib's line style for dashes in points (it counts them in line widths)."""
    return (0, tuple(part / width for part in dash)) if dash else "-"


def draw_land(ax, scene, view):
    """Neighbours grey, Georgia light, both regions tinted and hatched in opposite directions."""
    draw_area(ax, scene.frame, facecolor=SEA, edgecolor="none", zorder=0)
    for name, shape in scene.land.items():
        colour = LAND if name.startswith("neighbour:") else GEORGIA
        if name in REGIONS:
            colour = view.region_fill
        draw_area(ax, shape, facecolor=colour, edgecolor="none", zorder=1)
    for region, hatch in HATCHES.items():
        if view.hatched and region in scene.land:
            draw_area(
                ax,
                scene.land[region],
                facecolor="none",
                edgecolor=view.region_hatch,
                hatch=hatch,
                linewidth=0,
                zorder=2,
            )


def _styled(style) -> dict:
    return {"colors": style.colour, "linewidths": style.width, "linestyles": [dashes(style.dash, style.width)]}


def draw_lines(ax, scene, view):
    """Coast thin and blue, other states' borders grey, Georgia's border solid, boundary lines dashed."""
    lines = scene.lines
    world = scene.area.crs != LAEA
    draw_line(ax, lines.get("coast"), colors=COAST, linewidths=0.9, zorder=5)
    draw_line(ax, lines.get("foreign_border"), colors=FOREIGN, linewidths=0.35 if world else 0.8, zorder=5)
    draw_line(ax, lines.get("boundary_line"), **_styled(view.boundary_line), zorder=7)
    draw_line(ax, lines.get("region_outer"), **_styled(view.region_outer), zorder=8)
    draw_line(
        ax,
        lines.get("state_border"),
        colors=view.state_border.colour,
        linewidths=0.7 if world else view.state_border.width,
        zorder=8,
    )


def draw_furniture(ax, m, scene, alone) -> list:
    """Scale bar, and the inset when the map stands alone; returns the rectangles they take, in pixels."""
    blocked = []
    if scene.area.crs == LAEA:  # on a map of the world no one length is true everywhere
        blocked.append(_scale_bar(ax, m.area.scale_km))
    if alone and m.area.inset:
        blocked.append(_inset(ax, m, scene))
    return blocked


def _scale_bar(ax, km):
    from matplotlib_scalebar.scalebar import ScaleBar

    bar = ScaleBar(
        1,
        units="m",
        fixed_value=km,
        fixed_units="km",
        location="lower left",
        box_alpha=0.8,
        box_color="#ffffff",
        color="#222222",
        border_pad=0.6,
        pad=0.35,
        width_fraction=0.008,
        font_properties={"size": 8},
        scale_loc="top",
    )
    bar.set_zorder(40)
    ax.add_artist(bar)
    frame = ax.get_window_extent()
    x0, x1 = ax.get_xlim()
    return (frame.x0, frame.y0, frame.x0 + km * 1000 / (x1 - x0) * frame.width + 34, frame.y0 + 46)


_WIDE = (20.0, 30.0, 62.0, 54.0)  # what the locator of the country map shows


def _inset(ax, m, scene):
    """A small locator map: the country map sits in its part of the world, the others in Georgia."""
    wide = m.area.wide_locator
    frame = ax.get_window_extent()
    share = 0.2 if frame.width > 500 else 0.26
    background = _locator(wide)
    x0, y0, x1, y1 = background.window
    high = share * frame.width * (y1 - y0) / (x1 - x0) / frame.height
    left = 0.988 - share if m.area.inset == "NE" else 0.012
    bottom = 1 - 0.012 * frame.width / frame.height - high
    small = ax.inset_axes((left, bottom, share, high), zorder=45)
    small.set(xlim=(x0, x1), ylim=(y0, y1), xticks=[], yticks=[], facecolor=SEA)
    _locator_content(small, background, scene)
    return (
        frame.x0 + left * frame.width - 4,
        frame.y0 + bottom * frame.height - 4,
        frame.x0 + (left + share) * frame.width + 4,
        frame.y1,
    )


def _locator(wide):
    if not wide:
        return scene_of(AREAS["georgia"])
    from courseutils._atlas.areas import Area

    return scene_of(Area("locator", "", _WIDE, crs=LAEA))


def _locator_content(small, background, scene):
    from matplotlib.patches import Rectangle

    for name, shape in background.land.items():
        own = not name.startswith("neighbour:")
        draw_area(small, shape, facecolor="#8d8d88" if own else "#f3f2ee", edgecolor="#b5b5b0", linewidth=0.3)
    x0, y0, x1, y1 = scene.window
    small.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, edgecolor="#a31621", linewidth=1.4))
    for spine in small.spines.values():
        spine.set(color="#666666", linewidth=0.8)


def base_handles(m, scene) -> list:
    """Legend entries for what the base map shows."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    view = m.viewpoint
    handles: list = []
    if any(_seen(scene.lines.get(name), scene) for name in ("state_border", "region_outer")):
        handles.append(
            Line2D([], [], color=view.state_border.colour, lw=view.state_border.width, label=view.border_label)
        )
    if _seen(scene.lines.get("boundary_line"), scene):
        style = view.boundary_line
        handles.append(
            Line2D(
                [],
                [],
                color=style.colour,
                lw=style.width,
                label=view.boundary_label,
                ls=dashes(style.dash, style.width),
            )
        )
    for region in region_spots(m.area):
        handles.append(
            Patch(
                facecolor=view.region_fill,
                edgecolor=view.region_hatch,
                hatch=HATCHES[region] if view.hatched else None,
                lw=0.4,
                label=f"{' '.join(view.region_names[region].split())} ({view.region_note})",
            )
        )
    return handles + town_handles(m)


def has_boundary_line(m) -> bool:
    """True if a boundary line of one of the regions runs through the window."""
    if m.area.crs != LAEA:  # a world map has none
        return False
    scene = scene_of(m.area)
    return _seen(scene.lines.get("boundary_line"), scene)


def _seen(shape, scene) -> bool:
    from shapely import box

    return shape is not None and not shape.is_empty and shape.intersects(box(*scene.window))


def town_handles(m) -> list:
    """Legend entries for the marks of the towns in the window."""
    from matplotlib.lines import Line2D

    used = {town_mark(town, m.viewpoint) for town in shown_towns(m)}
    return [
        Line2D([], [], ls="", marker=shape, mfc=fill, mec="#111111", mew=1.2, ms=6, label=text)
        for key, (shape, fill, text) in TOWN_MARKS.items()
        if key in used
    ]
