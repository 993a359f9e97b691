"""`course.py wheels DIR`: fetch all packages of the student set into a folder, for set-up without internet."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Files for the oldest macOS that every package of the lock has files for: newer ones take them too, not the other way.
OLDEST_MAC = {"mac-arm": 14, "mac-intel": 13}
_ARM = [f"{n}_0" for n in range(OLDEST_MAC["mac-arm"], 10, -1)]
_INTEL = [*(f"{n}_0" for n in range(OLDEST_MAC["mac-intel"], 10, -1)), *(f"10_{n}" for n in range(15, 8, -1))]
# What packages are called for a system, and how that system answers the conditions of the lock file.
_SYSTEMS = {
    "windows": (["win_amd64"], ("win32", "nt", "Windows", "AMD64")),
    "mac-arm": (
        [f"macosx_{n}_{kind}" for n in _ARM for kind in ("arm64", "universal2")],
        ("darwin", "posix", "Darwin", "arm64"),
    ),
    "mac-intel": (
        [f"macosx_{n}_{kind}" for n in _INTEL for kind in ("x86_64", "universal2")],
        ("darwin", "posix", "Darwin", "x86_64"),
    ),
    "linux": (
        ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
        ("linux", "posix", "Linux", "x86_64"),
    ),
}


def run(folder: Path, system: str, python: str | None) -> int:
    """Fetch the packages for this system or another one; files that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    python = python or f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not re.fullmatch(r"3\.1[1-4]", python):
        print(f"The course runs on Python 3.11 to 3.14, not on {python}. Ask which one the students have.")
        return 1
    print(f"Fetching packages (system: {system}; Python {python}) into {folder} (about 150 MB) ...")
    done = _download(folder, system, python)
    if done.returncode != 0:
        print((done.stdout + done.stderr).decode("utf-8", "replace")[-1500:])
        print("Not all packages could be fetched; the lines above say why. What is there stays; try again later.")
        return 1
    is_instructors = (Path(__file__).parents[1] / "teach").is_dir()
    kit = _FOR_STUDENTS if is_instructors else "Copy the kit and this folder to a stick."
    print(f"Done. {kit} There: python3 course.py lab --wheels {folder.name}")
    return 0


_FOR_STUDENTS = (
    "Copy this folder and the students' archive (python3 course.py release handout) to a stick; your own kit holds the "
    "solutions."
)


def _download(folder: Path, system: str, python: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--python-version", f"{python}.9", "-d", str(folder), "--progress-bar", "off"]
    for platform in _SYSTEMS.get(system, ([], ()))[0]:
        command += ["--platform", platform]
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
        wanted.write_text(chosen(text, system, python), encoding="utf-8", newline="\n")
        return subprocess.run([*command, "-r", str(wanted)], capture_output=True, check=False)


def chosen(lock: str, system: str, python: str) -> str:
    """The part of a lock file that holds for a system and a Python, its conditions taken out.

    pip would answer the conditions for the machine that it runs on, not for the students'.
    """
    from packaging.markers import Marker

    target = _environment(system, python)
    kept = []
    for block in re.split(r"(?m)^(?=[a-z0-9][a-z0-9._-]*(?:\[[\w,-]+\])?==)", lock)[1:]:
        first, rest = block.split("\n", 1)
        pin, _, condition = first.rstrip(" \\").partition(" ; ")
        if not condition or Marker(condition).evaluate(target):
            hashes = [line for line in rest.splitlines() if "--hash=" in line]
            kept.append("\n".join([f"{pin} \\", *hashes]))
    return "\n".join(kept) + "\n"


def _environment(system: str, python: str) -> dict[str, str]:
    """How a system with this Python answers the conditions of a lock file."""
    answers = {"python_version": python, "python_full_version": f"{python}.9"}
    if system in _SYSTEMS:
        names = ("sys_platform", "os_name", "platform_system", "platform_machine")
        answers |= dict(zip(names, _SYSTEMS[system][1], strict=True))
    return answers
