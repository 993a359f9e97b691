"""Draw all maps in one way, in the Python that the way lives in, and say how long it took.

    python -m mapways.draw WAY DATA PAGES ASSETS

Written to standard output: the moment (seconds since 1970) at which the first page was there, then the milliseconds of
a further page of each map, as JSON. A page is drawn anew each time, from the parsed data to the text of the page.
"""

import importlib
import json
import sys
import time
from pathlib import Path


def main(way: str, data: Path, pages: Path, assets: Path) -> None:
    """Draw the first map, then every map, keep the pages, and print the times."""
    page = importlib.import_module(f"mapways.{way}_page").page
    first, *_ = files = sorted(data.glob("*.json"))
    page(json.loads(first.read_text(encoding="utf-8")), assets)
    there, took = time.time(), {}
    for file in files:
        given = json.loads(file.read_text(encoding="utf-8"))
        began = time.perf_counter()
        text = page(given, assets)
        took[file.stem] = 1000 * (time.perf_counter() - began)
        (pages / f"{way} {file.stem}.html").write_text(text, encoding="utf-8")
    print(json.dumps({"first": there, "further": took}))


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]))
