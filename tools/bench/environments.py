"""Throw-away environments for what the kit is measured against and does not need itself.

    bin_folder = environments.make(folder / "env", "altair==5.5.0", "bokeh==3.7.3")
    subprocess.run([bin_folder / "python", "page.py"], env=environments.variables(bin_folder), check=True)

Each package is named with its version, which :data:`installed` keeps for the page of figures.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What was installed in this run, by name: the page of figures says which versions the kit stood beside.
installed: dict[str, str] = {}


def make(folder: Path, *packages: str, alone: bool = False) -> Path:
    """The folder with the programs of a new environment that holds these packages, each ``name==version``.

    It also sees the packages of the kit's own environment, unless it is to stand ``alone``.
    """
    versions = dict(package.split("==") for package in packages)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    if not alone:
        (site,) = folder.rglob("site-packages")
        (site / "kit.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    subprocess.run([*_installer(folder / "bin" / "python", alone), *packages], check=True)
    installed.update(versions)
    return folder / "bin"


def _installer(python: Path, alone: bool) -> list[str]:
    """uv is quicker, but would install again what the new environment sees of the kit's own; pip does not."""
    if alone and shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(python)]
    return [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def variables(bin_folder: Path, **more: str) -> dict[str, str]:
    """Variables with which programs of that environment find each other, and the kit."""
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), **more}
