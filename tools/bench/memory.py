"""How much memory a student's kernel takes, step by step, and what several kernels share.

    python tools/bench/memory.py [KERNELS]

Starts KERNELS (1) kernels as JupyterLab does and takes all of them through the same steps. Linux only: from
/proc/PID/smaps_rollup it prints, as means in MB (10⁶ bytes) for one kernel, what is its own (private) and its share of
everything (PSS: what n processes use together counts as 1/n for each), and the processor's seconds up to there.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import fmean

import psutil
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[2]
STEPS = {
    "python and ipykernel": "pass",
    "courseutils": "import courseutils",
    "numpy": "import numpy",
    "pandas": "import pandas",
    "geopandas": "import geopandas",
    "matplotlib": "import matplotlib.figure, matplotlib.backends.backend_agg",
    "folium": "import folium",
    "a layer": "from courseutils import *; layer = load_layer('abkhazia')",
    "first static map": "m = Map('Georgia'); static_map(m).png(); None",
    "first web map": "web_map(m)._repr_html_(); None",
}


def lesson(number: str) -> list[str]:
    """The code cells of a lesson as students get it."""
    (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(kernel, cells: list[str]) -> None:
    """Run cells in a kernel; stops the program when one fails."""
    for source in cells:
        reply = kernel[1].execute_interactive(source, output_hook=lambda message: None, timeout=300)["content"]
        if reply["status"] != "ok":
            sys.exit(f"{source}\n{reply['ename']}: {reply['evalue']}")


def report(name: str, kernels: list) -> None:
    """One line: means for one kernel."""
    seen = [psutil.Process(manager.provisioner.pid) for manager, _ in kernels]
    memory = [process.memory_full_info() for process in seen]
    seconds = fmean(sum(process.cpu_times()[:2]) for process in seen)
    private, share = fmean(m.uss for m in memory) / 1e6, fmean(m.pss for m in memory) / 1e6
    print(f"{name:24} private {private:4.0f} MB   PSS {share:4.0f} MB   {seconds:5.2f} s of a core", flush=True)


def main(number: int) -> None:
    """Take all kernels through all steps and the two lessons."""
    kernels = [start_new_kernel() for _ in range(number)]
    steps = {name: [code] for name, code in STEPS.items()} | {f"lesson {int(n)}": lesson(n) for n in ("01", "05")}
    try:
        with ThreadPoolExecutor(number) as all_at_once:
            for name, cells in steps.items():
                list(all_at_once.map(lambda kernel, cells=cells: run(kernel, cells), kernels))
                report(name, kernels)
    finally:
        for manager, _ in kernels:
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
