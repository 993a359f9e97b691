"""One map, four forms: static figure, offline web map, words and table, all from the same inputs.

>>> from courseutils.maps import Map, describe_map
>>> m = Map("Two towns", viewpoint="un", area="georgia").add(["Gori", "Poti"], name="Towns")
>>> describe_map(m).startswith("Two towns.")
True
"""

from courseutils._atlas.areas import area_of
from courseutils._atlas.conventions import viewpoint as _viewpoint
from courseutils._atlas.conventions import with_partner
from courseutils._atlas.layers import make_layer
from courseutils._atlas.moments import read_days, timed
from courseutils._lookup.names import whole


class Map:
    """A map in the making: a title, whose lines it follows, a window, and what you add to it.

    ``viewpoint`` is "un", "recognisers" or "on_the_ground"; there is no map without one. ``area`` is
    "georgia", "abkhazia", "shida_kartli", "enguri", "world", or (west, south, east, north) in degrees.
    ``days``: of a map that changes with time, the days (at most six, "2008-08-07" or dates) that the static map
    shows, a small map for each; by default they are chosen from the data.
    Raises ValueError for an unknown viewpoint or area, or for days that cannot be read.

    >>> Map("Georgia").stamp.split(".")[0]
    'Convention: United Nations practice'
    """

    day = None  # of a small map, the one day that it shows, what it is called, and the map it is taken from
    heading = ""
    whole = None

    def __init__(self, title, viewpoint="un", area="georgia", days=None):
        if not str(title or "").strip():
            raise ValueError('Give the map a title: Map("Where the posts stood").')
        self.title = whole(str(title)).strip()
        self.viewpoint = _viewpoint(viewpoint)
        self.area = area_of(area)
        self.days = read_days(days)
        self.layers = []

    @property
    def stamp(self) -> str:
        """The sentence that says whose lines the map follows."""
        return self.viewpoint.stamp

    def add(
        self,
        what,
        name=None,
        *,
        label="name",
        style=None,
        labels=None,
        columns=(),
        colour=None,
        start=None,
        end=None,
    ):
        """Add points, lines or areas, or a list of place names; returns the map, so calls can be chained.

        ``what``: GeoDataFrame or GeoSeries in any CRS (it is brought to EPSG:4326), or places or their names.
        ``name``: what the legend calls it. ``label``: column with each feature's name. ``style``: "post",
        "town", "area" or "line"; by default it follows the geometry. ``labels``: write the names on the
        map (by default those of points). ``columns``: further columns for table and pop-ups. ``colour``: like
        "#d55e00".
        ``start``, ``end``: columns with the first and the last day on which a feature is shown, both days
        included (datetime64, dates, or text like "2008-08-07"). Without an end it stays. If the data have a column
        ``precision`` (minute, hour, day, month, year), what is known to the month or year is shown all through it,
        hollow or paler with a dashed outline, and what is known by the clock has a white dot; a column
        ``contested`` (True, False) puts a ring round a mark and stripes on an area. A column ``versions``, as
        ``load_events`` gives it, becomes one line for each side in the note that a mark opens.
        Raises ValueError for data without a CRS or without coordinates, for an unknown column or style, for a
        day that cannot be read, or for an end before its start.
        """
        layer = make_layer(what, name, label, style, labels, columns, colour, self.layers, (start, end))
        if layer.spans is not None and not self.viewpoint.alone:
            raise ValueError(
                "The recognisers' lines are only drawn as one half of a pair, and a map in time is no pair. "
                'Use viewpoint="un" or "on_the_ground".'
            )
        self.layers.append(layer)
        return self

    def table(self, base=True):
        """The features of the map as a DataFrame: name, kind, group and the columns you named.

        What you added comes first; ``base=False`` leaves out the towns and regions of the base map.

        >>> Map("Towns").add(["Gori"], name="Towns").table(base=False)["name"].tolist()
        ['Gori']
        """
        from courseutils._atlas.table import map_table

        return map_table(self, base)

    def _repr_html_(self) -> str:
        from courseutils._atlas.display import map_html

        return map_html(self)


def checked_map(m) -> Map:
    """The map itself; raises ValueError, in a sentence, for anything else."""
    if not isinstance(m, Map):
        kind = type(m).__name__
        raise ValueError(f'A Map is needed here, but this is a {kind}. Make one: m = Map("A title").add(["Gori"]).')
    return m


def static_map(m: Map, width: float | None = None):
    """The map as a matplotlib Figure, ``width`` inches wide (9; a pair 12); a notebook shows it with alternative text.

    A map in the recognisers' convention is drawn as a pair with United Nations practice. A map in time is drawn
    as small maps, one for each day in its ``days``.

    >>> figure = static_map(Map("Georgia"))
    >>> "Georgia" in figure.alt
    True
    """
    return static_maps(with_partner(checked_map(m)), width)


def static_maps(maps, width: float | None = None):
    """Several maps side by side as one Figure, each with its own stamp; ``width`` in inches.

    Raises ValueError for a width that cannot be drawn, and for a map in time: ``static_map`` draws it, a small map for
    each of its days.
    """
    from courseutils._atlas.later import drawn
    from courseutils._atlas.widths import inches

    wide = None if width is None else inches(width)
    maps = [checked_map(m) for m in ([maps] if isinstance(maps, Map) else maps)]
    if any(timed(m) and m.day is None for m in maps):
        raise ValueError("A map in time fills a figure of its own: use static_map(m).")
    return drawn(lambda: _figure(maps, wide))


def _figure(maps: list, width: float | None):
    from courseutils._atlas.staticmap import draw

    return draw(maps, width)


def web_map(m: Map):
    """The map as a folium Map that needs no internet; ``.save(path)`` writes one self-contained file.

    A map in time has a slider for its days, with buttons that go from event to event.

    Raises ValueError for the recognisers' convention, which is only drawn next to the UN one.

    >>> "https://cdn" in web_map(Map("Georgia")).get_root().render()
    False
    """
    from courseutils._atlas.webscene import web

    if not checked_map(m).viewpoint.alone:
        raise ValueError(
            "The recognisers' map is only drawn next to the United Nations one. Use "
            "static_map(m), which draws the pair, or compare_viewpoints()."
        )
    return web(m)


def describe_map(m: Map) -> str:
    """What the map shows, in words: which features where, and whose lines it follows.

    >>> describe_map(Map("A post", area="shida_kartli").add(["Karaleti"], name="Posts"))[:49]
    'A post. Posts (1): Karaleti (8 km north of Gori).'
    """
    from courseutils._atlas.words import words

    return words(checked_map(m))


def show(m: Map, static: bool = True, web: bool = True):
    """Show the map in a notebook: web map, static map with alternative text, words and table.

    ``static`` and ``web`` switch the two pictures; keep to about five web maps in a notebook, each adds a
    quarter of a megabyte. Outside a notebook it returns the words and the table as plain text.

    >>> show(Map("Two towns").add(["Gori", "Poti"], name="Towns"))[:19]
    'Two towns. Towns (2'
    """
    from courseutils._atlas.display import display_map

    return display_map(checked_map(m), static, web)
