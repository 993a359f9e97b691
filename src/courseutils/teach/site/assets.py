"""Maps and pictures as files of their own: maps share one copy of Leaflet, pictures have few colours."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from courseutils._atlas import webmap
from courseutils._policy import beside_too
from courseutils.teach import licences
from courseutils.teach.build import root

COLOURS = 128
WIDEST = 1500  # pixels
_BLOCK = re.compile(r"<(script|style)>(.*?)</\1>", re.S)


class Files:
    """The files beside the pages, by their path in the book."""

    def __init__(self):
        self.content: dict[str, bytes] = {}

    def map(self, name: str, html: str) -> str:
        """Keep a map under ``maps/``; returns its path in the book."""
        path = f"maps/{name}.html"
        self.content[path] = _shared(html).encode("utf-8")
        return path

    def picture(self, png: bytes) -> str:
        """Keep a picture; the same one is kept once. Returns its path in the book."""
        path = f"pictures/{hashlib.sha256(png).hexdigest()[:16]}.png"
        if path not in self.content:
            self.content[path] = _few_colours(png)
        return path

    def inline_picture(self, base64: str) -> str:
        """Keep a picture that stood in a page as text."""
        return self.picture(b64decode(base64))


def library() -> dict[str, bytes]:
    """What all maps share: scripts and styles; and the licences of all that the book holds."""
    shared = {_name(path): text.encode("utf-8") for text, path in _parts().items()}
    return shared | licences.of_book(root())


def _parts() -> dict[str, str]:
    """Text of each shared script or style, and its path in the package."""
    from courseutils._atlas.webtime import OfflineTimeline

    kinds = (webmap.OfflineMap, OfflineTimeline)
    paths = [path for kind in kinds for path in (*kind.vendored_css, *kind.vendored_js)]
    return {webmap.vendored(path): path for path in paths}


def _name(path: str) -> str:
    return f"maps/lib/{PurePosixPath(path).name}"


def _shared(html: str) -> str:
    """A map whose scripts and styles stand in ``maps/lib/`` and no longer in the page."""
    parts = _parts()

    def outside(match: re.Match) -> str:
        if match[2] not in parts:
            return match[0]
        file = "lib/" + PurePosixPath(parts[match[2]]).name
        return f'<script src="{file}"></script>' if match[1] == "script" else f'<link rel="stylesheet" href="{file}">'

    return beside_too(_BLOCK.sub(outside, html), "script-src", "style-src")


def _few_colours(png: bytes) -> bytes:
    from PIL import Image

    image = Image.open(BytesIO(png)).convert("RGB")
    if image.width > WIDEST:
        image = image.resize((WIDEST, round(image.height * WIDEST / image.width)), Image.Resampling.LANCZOS)
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    from PIL import Image

    return Image.open(BytesIO(png)).size


def frames(html: str) -> Iterator[re.Match]:
    """The maps that stand in a page as frames with their whole text."""
    return re.finditer(r'<iframe title="([^"]*)" srcdoc="([^"]*)"[^>]*height:(\d+)px[^>]*></iframe>', html)
