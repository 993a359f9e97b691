"""The maps drawn by the kit: from its own files to the page."""

from courseutils import web_map
from mapways.maps import MAPS


def page(data: dict, assets=None) -> str:
    """The page that the kit makes of the map of that name."""
    return web_map(MAPS[data["map"]]()).get_root().render()
