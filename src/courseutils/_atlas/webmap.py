"""folium without the internet: every script and style stands in the page itself.

Inline text, not data: addresses, because notebooks in VS Code block those. Nothing global is changed:
folium's public class attributes are overridden in subclasses, ids are set on the elements of one page.
"""

import re
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template

from courseutils._policy import INLINE, PICTURES, meta, scripts_in

_HERE = Path(__file__).resolve().parent
_CREDIT = re.compile(r"prefix:'<a href=\"https://leafletjs\.com\".*?Leaflet</a>\"\}")
_REMOTE = re.compile(r'<(?:script|link)[^>]+(?:src|href)="(?:https?:)?//[^"]+"')


@cache
def vendored(path: str) -> str:
    """Text of a bundled script or style, ready to stand inside a page."""
    file = _HERE / path
    text = file.read_text(encoding="utf-8")
    if path.endswith(".js"):
        # leaflet.pattern names a part of Leaflet that has another name since 1.0; with it the console stays quiet
        text = text.replace("includes:[L.Mixin.Events]", "includes:[L.Evented.prototype]")
        # Leaflet's credit shows a national flag and a link; a kit that claims neutrality keeps the name only
        text = _CREDIT.sub("prefix:'Leaflet'}", text)
        return _thin(text.replace("</script", "<\\/script"))
    text = re.sub(r"url\((images/[\w-]+\.png)\)", lambda m: f"url({_data(file.parent / m[1])})", text)
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.S)).strip()


def _thin(script: str) -> str:
    """A script without indentation and blank lines."""
    return "\n".join(line.strip() for line in script.splitlines() if line.strip())


def _data(image: Path) -> str:
    if not image.is_file():  # the default pin's large picture is left out; nothing here draws it
        return "data:,"
    return "data:image/png;base64," + b64encode(image.read_bytes()).decode("ascii")


class Inline(Element):
    """Text that stands in the page as it is (braces in a script are never read as a template)."""

    _template = Template("{{ this.body }}")

    def __init__(self, body: str):
        super().__init__()
        self.body = body


class OfflineFigure(Figure):
    """A page with language, title, heading and landmarks; it refuses parts that need the internet."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '{{ this.rules }}\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{{ this.title|e }}</title>\n{{ this.head }}\n</head>\n<body>\n<main>\n"
        '<h1>{{ this.title|e }}</h1>\n<div class="frame">{{ this.body }}</div>\n'
        "{{ this.footer }}\n</main>\n{{ this.drawing }}\n</body>\n</html>\n"
    )

    def __init__(self, title: str, footer: str = "", height: int = 620):
        super().__init__(title=title, height=f"{height}px")
        self.footer = footer
        self.header._children.clear()

    def render(self, **kwargs) -> str:
        """The whole page as text; the same map gives the same text in every run."""
        _number(self)
        for child in self._children.values():
            child.render(**kwargs)
        self.head, self.body = self.header.render(**kwargs), self.html.render(**kwargs)
        self.drawing = f"<script>\n{self.script.render(**kwargs)}\n</script>"
        # Title and footer hold texts of others: no script in them is ever among those allowed.
        own = scripts_in(self.head + self.body + self.drawing)
        self.rules = meta({"script-src": own, "style-src": INLINE, "img-src": PICTURES})
        page = self._template.render(this=self, kwargs=kwargs)
        if found := _REMOTE.search(page):
            raise ValueError(
                "This map has a part that needs the internet, and the kit works without: "
                f"{found[0][:120]}. Leave the part out."
            )
        return page

    def _repr_html_(self, **kwargs) -> str:
        return (
            f'<iframe title="{escape(self.title or "Map")}" srcdoc="{escape(self.render(**kwargs))}" '
            f'style="width:100%;height:{self.height};border:1px solid #999" allowfullscreen></iframe>'
        )


def _number(root):
    """Count the elements through and use the count as id, where branca would draw a random one."""
    seen: set = set()
    queue = list(root._children.values())
    while queue:
        element = queue.pop(0)
        if id(element) in seen:
            continue
        element._id = f"{len(seen):03d}"
        seen.add(id(element))
        inner = [v for k, v in vars(element).items() if isinstance(v, Element) and k != "_parent"]
        queue += [*element._children.values(), *inner]


class Offline:
    """Mix-in, named before the folium class: brings that class's scripts and styles into the page."""

    default_js: Any = ()
    default_css: Any = ()
    vendored_js: tuple = ()
    vendored_css: tuple = ()

    def render(self, **kwargs):
        head = self.get_root().header  # type: ignore[attr-defined]
        for path in self.vendored_css:
            head.add_child(Inline(f"<style>{vendored(path)}</style>"), name=f"css:{path}")
        for path in self.vendored_js:
            head.add_child(Inline(f"<script>{vendored(path)}</script>"), name=f"js:{path}")
        return super().render(**kwargs)  # type: ignore[misc]


class OfflineMap(Offline, folium.Map):
    """A folium Map with Leaflet and hatching inside; no tiles, no flag, zoom by hand allowed."""

    vendored_js = ("vendor/leaflet/leaflet.js", "vendor/leaflet.pattern/leaflet.pattern.js", "web/atlas.js")
    vendored_css = ("vendor/leaflet/leaflet.css", "web/atlas.css")
    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id="{{ this.get_name() }}"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        'var {{ this.get_name() }} = L.map("{{ this.get_name() }}", '
        "{center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}});\n"
        "var {{ this.get_name() }}_atlas = atlas({{ this.get_name() }}, {{ this.spec }});"
        "{% endmacro %}"
    )

    def __init__(self, title: str, spec: str, footer: str, location, height: int = 620):
        super().__init__(location=location, tiles=None, zoom_start=7, zoom_snap=0.1, max_bounds_viscosity=0.8)
        self.spec = spec
        OfflineFigure(title, footer, height).add_child(self)
