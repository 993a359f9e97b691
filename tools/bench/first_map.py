"""How long until a student sees a map, and how heavy it is, beside stock folium in the same run.

    python tools/bench/first_map.py [RUNS]

Every time is the median of RUNS (5) fresh Pythons; ratios are kit / folium with the same layers.
Stock folium asks a content network for its scripts, so its page is small and blank without internet.
"""

import statistics
import subprocess
import sys
import time

LAYERS = "from courseutils import load_layer; a, s = load_layer('abkhazia'), load_layer('south_ossetia')"
KIT = "from courseutils import Map, web_map; page = web_map(Map('Georgia'))._repr_html_()"
KIT_STATIC = "from courseutils import Map, static_map; page = static_map(Map('Georgia')).png().hex()"
FOLIUM = (
    LAYERS + "; import folium; m = folium.Map(tiles=None); "
    "[folium.GeoJson(x).add_to(m) for x in (a, s)]; page = m._repr_html_()"
)


def once(code: str) -> tuple[float, int]:
    """Seconds of one fresh Python that runs the code, and the length of the page it made."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + "\nprint(len(globals().get('page', '')))"], capture_output=True, check=True
    )
    return time.perf_counter() - began, int(done.stdout.split()[-1])


def median(code: str, runs: int) -> tuple[float, int]:
    """Median seconds of several runs, and the length of the page."""
    results = [once(code) for _ in range(runs)]
    return statistics.median(seconds for seconds, _ in results), results[0][1]


def import_ms(name: str, runs: int) -> float:
    """Median milliseconds of importing a package, as Python itself counts them."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {name}"]
    traces = [subprocess.run(command, capture_output=True, check=True).stderr.decode("utf-8") for _ in range(runs)]
    return statistics.median(int(trace.strip().splitlines()[-1].split("|")[1]) for trace in traces) / 1000


def main(runs: int) -> None:
    """Print one line per measure, with the alternative beside it."""
    kit, other = import_ms("courseutils", runs), import_ms("geopandas", runs)
    print(f"import courseutils {kit:.1f} ms; import geopandas {other:.0f} ms; ratio {kit / other:.3f}")
    (ours, our_size), (stock, stock_size) = median(KIT, runs), median(FOLIUM, runs)
    print(f"web map from nothing {ours:.2f} s; stock folium {stock:.2f} s; ratio {ours / stock:.2f}")
    print(f"web map {our_size / 1000:.0f} kB, 0 requests; stock folium {stock_size / 1000:.0f} kB and what it fetches")
    print(f"static map from nothing {median(KIT_STATIC, runs)[0]:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
