"""One static map: its drawing on given axes, its legend entries, and the notes below it."""

from courseutils._atlas import staticbase, staticlayers
from courseutils._atlas.conventions import CREDITS, NEUTRAL
from courseutils._atlas.scene import scene_of
from courseutils._atlas.words import dated

PROJECTION = {
    "laea": "Lambert azimuthal equal-area projection, centre 42.2° N, 43.5° E.",
    "eqearth": "Equal Earth projection.",
}


def fill_map(ax, m, alone):
    """Draw the map on the axes; ``alone``: no other map stands in the figure."""
    scene = scene_of(m.area)
    x0, y0, x1, y1 = scene.window
    ax.set(aspect="equal", xlim=(x0, x1), ylim=(y0, y1), xticks=[], yticks=[], facecolor="#ffffff")
    for spine in ax.spines.values():
        spine.set(color="#666666", linewidth=0.9)
    staticbase.draw_land(ax, scene, m.viewpoint)
    staticlayers.draw_layers(ax, m)
    staticbase.draw_lines(ax, scene, m.viewpoint)
    blocked = staticbase.draw_furniture(ax, m, scene, alone)
    staticlayers.draw_words(ax, m, scene, blocked, alone)


def entries_of(maps) -> list:
    """Legend entries of all maps, each text once, what the reader added first."""
    entries: dict = {}
    for m in maps:
        for handle in staticlayers.layer_handles(m):
            entries.setdefault(handle.get_label(), handle)
    for m in maps:
        for handle in staticbase.base_handles(m, scene_of(m.area)):
            entries.setdefault(handle.get_label(), handle)
    return list(entries.values())


def foot_of(maps) -> str:
    """The notes below all the maps: what lines do not imply, credits, projection."""
    kind = "eqearth" if "eqearth" in maps[0].area.crs else "laea"
    notes = dict.fromkeys(note for m in maps for note in dated(m))
    return " ".join([NEUTRAL, *notes, CREDITS.strip(), PROJECTION[kind]])
