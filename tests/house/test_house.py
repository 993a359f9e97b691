"""The house rules: bounds agree everywhere, locks are whole, the package is light, documented and short."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from kitfiles import kit_files
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

import courseutils

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = {r.name: r for r in map(Requirement, PROJECT["project"]["dependencies"])}
DEV = {r.name: r for r in map(Requirement, PROJECT["dependency-groups"]["dev"])}
LOCKS = ["requirements.lock", "requirements-dev.lock"]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def lock_pins(name: str) -> list[tuple[str, str]]:
    """Every package and version of a lock file."""
    return re.findall(
        r"(?m)^([a-z0-9][a-z0-9._-]*)(?:\[[\w,-]+\])?==([^\s;\\]+)", (ROOT / name).read_text(encoding="utf-8")
    )


def conda_packages() -> dict[str, Requirement]:
    """The packages of environment.yml under their PyPI names."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    found = map(Requirement, re.findall(r"(?m)^  - ([a-z][\w-]*[<>].*)$", text))
    return {CONDA_NAMES.get(r.name, r.name): r for r in found}


def test_environment_and_pyproject_name_the_same_packages_and_bounds():
    wanted = DIRECT | {name: DEV[name] for name in ("nbgitpuller", "nbval", "pytest")}
    assert {n: r.specifier for n, r in conda_packages().items()} == {n: r.specifier for n, r in wanted.items()}


def test_the_image_has_a_python_that_the_package_allows():
    (python,) = re.findall(r"(?m)^  - python=(3\.\d+)\b", (ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert Version(python) in SpecifierSet(PROJECT["project"]["requires-python"])


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_keeps_the_bounds_and_names_no_address(lock):
    pins = lock_pins(lock)
    wanted = DIRECT if lock == "requirements.lock" else DIRECT | DEV
    assert set(wanted) <= {name for name, _ in pins}
    assert [(n, v) for n, v in pins if n in wanted and Version(v) not in wanted[n].specifier] == []
    assert not re.search(r"https?://|--index|--find-links", (ROOT / lock).read_text(encoding="utf-8"))


def test_what_a_package_asks_for_with_an_extra_is_locked_with_it():
    """Else pip takes the newest of it, for which the lock has no sum, on the day when there is a newer one."""
    locked = dict(
        re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)((?:\[[\w,-]+\])?)==", (ROOT / LOCKS[0]).read_text(encoding="utf-8"))
    )
    asked = [Requirement(text) for name in locked if _is_here(name) for text in metadata.requires(name) or ()]
    unmarked = [r for r in asked if r.extras and (r.marker is None or r.marker.evaluate({"extra": ""}))]
    assert {r.name for r in unmarked} >= {"bleach", "jsonschema"}
    assert [str(r) for r in unmarked if not all(extra in locked.get(r.name, "") for extra in r.extras)] == []


def _is_here(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=[a-z0-9][a-z0-9._-]*(?:\[[\w,-]+\])?==)", text)[1:]
    assert len(blocks) > 80
    assert [b.split("==")[0] for b in blocks if "--hash=sha256:" not in b] == []


def test_the_locks_keep_their_constraints():
    lines = (ROOT / "tools" / "lock_constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    pins = dict(lock_pins(LOCKS[0]))
    assert wanted and all(Version(pins[r.name]) in r.specifier for r in wanted)


def test_both_locks_agree():
    student, dev = set(lock_pins(LOCKS[0])), set(lock_pins(LOCKS[1]))
    assert student - dev == set()


def test_importing_the_package_and_its_tables_needs_no_numpy():
    modules = "article, checks, places, quizzes, recognition, sources"
    code = f"import sys; from courseutils import {modules}; sys.exit('numpy' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def functions(path: Path) -> list[tuple[str, int]]:
    """Every function of a file with its number of lines, docstring left out."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            found.append((f"{path.name}:{node.name}", (node.end_lineno - body[0].lineno + 1) if body else 0))
    return found


def test_functions_are_short():
    lengths = [
        pair for path in [*SOURCES, ROOT / "course.py", *(ROOT / "tools").rglob("*.py")] for pair in functions(path)
    ]
    assert [pair for pair in lengths if pair[1] > 40] == []
    assert statistics.median(length for _, length in lengths) <= 8


@pytest.mark.parametrize("name", courseutils.__all__)
def test_every_public_name_says_what_it_does_with_an_example(name):
    doc = getattr(courseutils, name).__doc__
    assert ">>>" in doc and len(doc.split()) > 15


def students_files(package: Path) -> list[Path]:
    """The files of the package that students get, wherever on a disk it lies; the list of commands names both floors."""
    named = ((p, p.relative_to(package)) for p in sorted(package.rglob("*.py")))
    return [p for p, name in named if name.parts[0] != "teach" and name.as_posix() != "cli.py"]


def test_the_student_floor_never_imports_the_instructors():
    floor = students_files(ROOT / "src" / "courseutils")
    assert len(floor) > 80
    assert [p.name for p in floor if "courseutils.teach" in p.read_text(encoding="utf-8")] == []


def test_a_folder_above_the_kit_hides_no_file_from_that(tmp_path):
    package = tmp_path / "teach" / "src" / "courseutils"
    for name in ("cli.py", "maps.py", "commands/cli.py", "teach/build.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("", encoding="utf-8")
    found = students_files(package)
    assert [p.relative_to(package).as_posix() for p in found] == ["commands/cli.py", "maps.py"]


def test_the_files_whose_tests_run_first_are_there():
    names = re.findall(r'(?m)^    "(test_\w+)",$', (ROOT / "conftest.py").read_text(encoding="utf-8"))
    assert names and set(names) <= {path.stem for path in (ROOT / "tests").rglob("test_*.py")}


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    words = re.compile("/".join(["", "work", ""]) + "|" + "|".join(["pypi" + r"\.org/simple", "registry" + r"\.npmjs"]))
    texts = [p for p in kit_files() if p.suffix not in (".png", ".pdf", ".mo")]
    assert [p.name for p in texts if words.search(p.read_text(encoding="utf-8"))] == []
