"""Helpers for the course Georgia 2008: one news article, maps, buffers, recognition, checks.

Names are loaded when first used, so ``import courseutils`` is quick and needs no numpy.

>>> from courseutils import place
>>> place("Sukhum").name
'Sukhumi'
"""

from importlib import import_module

_HOME = {
    "load_article": "article",
    "find_quote": "article",
    "load_places": "places",
    "place": "places",
    "load_layer": "layers",
    "list_layers": "layers",
    "load_table": "layers",
    "load_rows": "layers",
    "list_tables": "layers",
    "cite": "sources",
    "sources_for": "sources",
    "viewpoint": "viewpoints",
    "compare_viewpoints": "viewpoints",
    "buffer_km": "buffers",
    "distance_km": "buffers",
    "area_km2": "buffers",
    "buffer_error": "buffers",
    "points_along": "lines",
    "recognised_by": "recognition",
    "recognition_timeline": "recognition",
    "votes": "recognition",
    "load_events": "events",
    "compare_versions": "events",
    "chart": "charts",
    "seats": "seating",
    "Map": "maps",
    "static_map": "maps",
    "web_map": "maps",
    "describe_map": "maps",
    "show": "maps",
    "reader": "readers",
    "check": "checks",
    "hint": "checks",
    "progress": "checks",
    "quiz": "quizzes",
    "language": "languages",
    "rate": "claims",
    "claims_board": "claims",
    "my_ratings": "claims",
    "compare_ratings": "claims",
    "brief": "briefs",
}
__all__ = sorted(_HOME)
__version__ = "0.1.0"


def __getattr__(name):
    if name not in _HOME:
        raise AttributeError(f"courseutils has no {name!r}. It has: {', '.join(__all__)}.")
    value = globals()[name] = getattr(import_module(f"courseutils.{_HOME[name]}"), name)
    return value


def __dir__():
    return sorted([*globals(), *__all__])
