"""Every test, also a notebook run by nbval, gets a workbook of its own, finds the package, and has no network."""

import os
import runpy
import shutil
import signal
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_PATHS = [str(_ROOT / "src"), str(_ROOT / "tests" / "guard"), os.environ.get("PYTHONPATH", "")]
# Set at import, before any kernel starts: kernels inherit the environment of pytest.
_WORKBOOK = os.environ["COURSE_WORKBOOK"] = tempfile.mkdtemp(prefix="workbook-")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, _PATHS))
runpy.run_path(str(_ROOT / "tests" / "guard" / "sitecustomize.py"))
# A suite that runs in the background ignores Ctrl-C, and so would every program that it starts to try Ctrl-C on.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Longest first: whoever gets one of these last keeps the other workers waiting.
LONGEST = (
    "test_setup",
    "test_site_access",
    "test_lab",
    "test_slide_deck",
    "test_site_pages",
    "test_run_page",
    "test_recipes",
    "test_briefs",
    "test_release_nbgrader",
    "test_hub",
    "test_answer_forms",
    "test_student_copy",
    "test_reader_page",
    "test_drill",
    "test_time_maps",
    "test_notebooks",
    "test_time_map",
    "test_attacks",
    "test_handouts",
    "test_mark_command",
    "test_variants_run",
    "test_web_map",
    "test_brief_page",
    "test_style",
)


def pytest_unconfigure():
    """Leave nothing in the folder for temporary files."""
    shutil.rmtree(_WORKBOOK, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """The longest files first, all others as they were collected; workers take them in this order."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))
