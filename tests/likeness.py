"""Pictures compared with committed references as seen from a step back: letters and edges may differ, layers may not.

Both are made 120 pixels wide and blurred; of each tile, a tenth of the width, the mean difference of the colour that
differs most counts. Other machines, tried with letters and pixels of another kind, give up to 3.6; layers that were
taken away give 4.4 and more, most of them 10 to 50. Each test takes one away. ``UPDATE_REFERENCES=1`` writes a reference anew where the picture no longer looks like it.
"""

import os
import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

FOLDER = Path(__file__).resolve().parent / "browser" / "references"
WIDE, SMALL, TILE = 480, 120, 12
LIMIT = 4.0  # of 255
# For a page before its picture is taken, so that lines break alike. Some pages let no style sheet in from elsewhere.
ONE_FONT = (
    "() => document.querySelectorAll('*').forEach(e => e.style.setProperty('font-family', 'DejaVu Sans', 'important'))"
)


def _resized(image: Image.Image, wide: int) -> Image.Image:
    return image.convert("RGB").resize((wide, round(image.height * wide / image.width)), Image.Resampling.BOX)


def _from_afar(image: Image.Image) -> np.ndarray:
    small = _resized(_resized(image, WIDE), SMALL).filter(ImageFilter.GaussianBlur(1.5))
    return np.asarray(small, dtype=float)


def tiles(picture: Image.Image, other: Image.Image) -> np.ndarray:
    """The mean difference in each tile, 0 to 255; a picture of another shape differs in all."""
    one, two = _from_afar(picture), _from_afar(other)
    if abs(len(one) - len(two)) > 2:
        return np.full((1, 1), 255.0)
    apart = np.abs(one[: len(two)] - two[: len(one)]).max(axis=2)
    parts = [np.array_split(row, SMALL // TILE, axis=1) for row in np.array_split(apart, max(1, len(apart) // TILE))]
    return np.array([[part.mean() for part in row] for row in parts])


def difference(png: bytes, name: str) -> float:
    """How far the picture is from its reference: the tile that differs most, 0 to 255."""
    with Image.open(FOLDER / f"{name}.png") as reference:
        return float(tiles(Image.open(BytesIO(png)), reference).max())


def _renew(png: bytes, name: str):
    """Write the reference anew, small and in few colours, unless it still does."""
    path = FOLDER / f"{name}.png"
    if not path.is_file() or difference(png, name) > LIMIT / 2:
        path.parent.mkdir(exist_ok=True)
        picture = _resized(Image.open(BytesIO(png)), WIDE).quantize(64, kmeans=4, dither=Image.Dither.NONE)
        picture.save(path, optimize=True)


def must_look_like(png: bytes, name: str):
    """The picture looks as its reference does; if not, it is kept in the folder for passing files to be looked at."""
    if os.environ.get("UPDATE_REFERENCES"):
        _renew(png, name)
    if (apart := difference(png, name)) > LIMIT:
        kept = Path(tempfile.gettempdir()) / f"{name}.now.png"
        kept.write_bytes(png)
        raise AssertionError(
            f"{name} differs by {apart:.1f} (limit {LIMIT}). Look at {kept}, then see CONTRIBUTING.md."
        )


def must_be_missed(png: bytes, name: str):
    """Without one layer the picture no longer looks as its reference does."""
    apart = difference(png, name)
    assert apart > LIMIT, f"{name} without a layer differs by no more than {apart:.1f}: the comparison is too lenient"
