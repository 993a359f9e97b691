"""`course.py wheels DIR`: fetch all packages of the student set into a folder, for set-up without internet."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_PLATFORMS = {
    "windows": ["win_amd64"],
    "mac-arm": ["macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"],
    "mac-intel": ["macosx_13_0_x86_64", "macosx_12_0_x86_64", "macosx_11_0_x86_64", "macosx_10_13_x86_64"],
    "linux": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
}


def run(folder: Path, system: str, python: str | None) -> int:
    """Fetch the packages for this system or another one; files that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = ROOT / "requirements.lock"
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", str(lock), "-d", str(folder), "--progress-bar", "off"]
    for platform in _PLATFORMS.get(system, []):
        command += ["--platform", platform]
    if python:
        command += ["--python-version", python]
    print(f"Fetching packages into {folder} (about 200 MB for each system) ...")
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        print((done.stdout + done.stderr).decode("utf-8", "replace")[-1500:])
        print("Not all packages could be fetched; the lines above say why. What is there stays; try again later.")
        return 1
    print(f"Done. Copy the kit and this folder to a stick. There: python3 course.py lab --wheels {folder.name}")
    return 0
