"""The kit's maps beside the same layers and points drawn by five other libraries, as files that need no network."""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import environments
from drawn import SIZE, chromium, visit
from mapways.folium_page import PACKAGES as SCRIPTS
from mapways.maps import MAPS, data
from measures import Measure

TITLE = "Maps"
ABOUT = (
    "One map of each kind, as a single file that is opened without network in Chromium. The others draw the same "
    "shapes, points and names, as GeoJSON with the kit's decimals, with their scripts put into the page; shapes that "
    "look alike are one layer. A map is drawn with the first picture from which at most one pixel of a hundred still "
    "changes, counted from the start of loading; WebGL runs on the processor (SwiftShader). A page without its colours "
    "is refused."
)
HERE = Path(__file__).resolve().parent
WAYS = ("kit", "folium", "altair", "bokeh", "plotly", "maplibre")
PACKAGES = ("altair==6.3.0", "vl-convert-python==1.9.0.post1", "bokeh==3.9.2", "plotly==7.1.0", "maplibre==0.3.6")
FIRST, FURTHER = "first page, in a new Python", "further pages, one of each map"
REQUESTS = "requests that leave the pages, all maps"
THINGS = {FIRST: "s", FURTHER: "ms", REQUESTS: ""}  # each with its unit
THINGS |= {f"{name}: size": "kB" for name in MAPS} | {f"{name}: drawn": "ms" for name in MAPS}
LARGEST = {"base map": 250, "two versions": 250, "buffer map": 250, "map in time": 350, "world map": 500}
AIMS = {f"{name}: size": most for name, most in LARGEST.items()} | {REQUESTS: 0}
READS = "reads and joins the kit's layers and tables too; the others are given the shapes"
NOTES = {
    "folium": "its scripts were put in; its icon fonts were left out",
    "plotly": "on plain axes, for its own maps ask other machines for outlines or a style",
    "maplibre": "without names: it takes their letters from a server; no control for time, all is shown at once",
}
SEA = (220, 235, 243)


class Found(defaultdict):
    """Values by thing, then by way, in the order in which they were found."""

    def __init__(self):
        super().__init__(lambda: defaultdict(list))


def measure(runs: int, folder: Path) -> list[Measure]:
    """Draw every map in every way by turns, then open every page by turns."""
    given, pages, assets = (folder / name for name in ("given", "pages", "assets"))
    for made in (given, pages):
        made.mkdir()
    drawn = {name: data(name) for name in MAPS}
    for name, held in drawn.items():
        (given / f"{name}.json").write_text(json.dumps(held), encoding="utf-8")
    pythons, found = _pythons(folder, assets), Found()
    for _ in range(runs):
        for way in WAYS:
            _draw(way, pythons[way], (given, pages, assets / "node_modules"), found)
    points = [point["name"] for point in drawn["base map"]["points"]]
    with chromium() as browser:
        visit(browser, pages / f"{WAYS[0]} base map.html")  # the first visit starts the browser's own parts
        for _ in range(runs):
            for way in WAYS:
                _open(browser, way, pages, drawn, found)
        reached = {way: _reach(browser, pages / f"{way} base map.html", points) for way in WAYS}
    return [_measure(what, way, values, reached) for what in THINGS for way, values in found[what].items()]


def _pythons(folder: Path, assets: Path) -> dict[str, Path]:
    """The Python of each way: the kit's own has folium too, the others get a new environment."""
    new = environments.make(folder / "env", *PACKAGES, alone=True) / "python"
    environments.installed["folium"] = version("folium")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(assets)]
    subprocess.run([*npm, *SCRIPTS], check=True)
    return {way: Path(sys.executable) if way in ("kit", "folium") else new for way in WAYS}


def _draw(way: str, python: Path, folders: tuple[Path, ...], found: Found) -> None:
    """Let a new Python draw all maps in one way; notes its times and the bytes of its pages."""
    command = [str(python), "-m", "mapways.draw", way, *map(str, folders)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(environments.ROOT / "src")])}
    began = time.time()
    done = subprocess.run(command, env=env, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    found[FIRST][way].append(told["first"] - began)
    found[FURTHER][way].append(sum(told["further"].values()))
    for name in MAPS:
        size = (folders[1] / f"{way} {name}.html").stat().st_size
        found[f"{name}: size"][way].append(size / 1000)


def _open(browser, way: str, pages: Path, drawn: dict[str, dict], found: Found) -> None:
    """Open the page of every map in one way; notes when it was drawn, and what all of them asked of others."""
    asked = 0
    for name, held in drawn.items():
        seen = visit(browser, pages / f"{way} {name}.html", colours(held))
        found[f"{name}: drawn"][way].append(seen.drawn)
        asked += len(seen.requests)
    found[REQUESTS][way].append(asked)


def colours(given: dict) -> list[str]:
    """The colours that a picture of a map must show when it is opened: areas (the sea may be covered), lines, marks."""
    day, found = (given["days"] or [""])[0], set()
    for layer in given["layers"][1:]:
        look, told = layer["look"], layer["features"][0]["properties"]
        if "start" in told and not any(_shown(f["properties"], day) for f in layer["features"]):
            continue
        if look["fill"] and look["opacity"] > 0.5:
            found.add(_over_sea(look["fill"], look["opacity"]))
        if look["stroke"] and look["width"] >= 2:
            found.add(look["stroke"])
    found |= {point["fill"] for point in given["points"] if _shown(point, day)}
    return sorted(found)


def _shown(span: dict, day: str) -> bool:
    return "start" not in span or span["start"] <= day <= span["end"]


def _over_sea(colour: str, opacity: float) -> str:
    """A colour as it looks on the sea: a state of the world map has no land under it."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(opacity * c + (1 - opacity) * s):02x}" for c, s in zip(parts, SEA, strict=True))


# What the focus is on, in words; a frame or a box with many things inside is no mark.
_FOCUS = """() => { const e = document.activeElement;
  return e === document.body || e.querySelectorAll('*').length > 9 ? '' : e.ariaLabel || e.textContent; }"""


def _reach(browser, page: Path, names: list[str]) -> str:
    """How many of the named points the Tab key reaches, with their name."""
    tab = browser.new_page(viewport=SIZE)
    tab.goto(page.as_uri())
    tab.wait_for_timeout(3000)
    said = set()
    for _ in range(80):
        tab.keyboard.press("Tab")
        said.add(tab.evaluate(_FOCUS))
    tab.close()
    reached = sum(any(name in text for text in said) for name in names)
    return f"the Tab key reaches {reached} of {len(names)} points by name"


def _measure(what: str, way: str, values: list[float], reached: dict[str, str]) -> Measure:
    notes = {"base map: size": NOTES, "base map: drawn": reached, FURTHER: {WAYS[0]: READS}}
    note = notes.get(what, {}).get(way, "")
    return Measure(what, way, THINGS[what], tuple(values), AIMS.get(what) if way == "kit" else None, note)
