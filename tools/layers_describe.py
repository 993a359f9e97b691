"""Descriptors of the map layers in data/datapackage.json: title, what to know, licence, sources, columns."""

import hashlib
import json
from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "inputs" / "layers.json"


def entry(name: str, texts: dict, folder: Path) -> dict:
    """Frictionless resource of one layer; hash and size are taken from the file itself."""
    content = (folder / f"{name}.geojson").read_bytes()
    text = texts["layers"][name]
    return {
        "name": name,
        "path": f"layers/{name}.geojson",
        "title": text["title"],
        "description": text["description"],
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        "crs": "EPSG:4326",
        "licenses": [texts["licences"][text["licence"]]],
        "sources": [texts["sources"][source] for source in text["sources"]],
        "schema": {"fields": [{"name": key} | texts["columns"][key] for key in text["columns"]]},
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def describe(data: Path) -> None:
    """Bring the layers' entries in ``data``/datapackage.json up to date; the other entries stay as they are."""
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    others = [r for r in package["resources"] if not r["path"].startswith("layers/")]
    package["resources"] = others + [entry(name, texts, data / "layers") for name in texts["layers"]]
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
