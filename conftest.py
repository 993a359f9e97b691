"""Every test, also a notebook run by nbval, gets a workbook of its own, finds the package, and has no network."""

import os
import runpy
import signal
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_PATHS = [str(_ROOT / "src"), str(_ROOT / "tests" / "guard"), os.environ.get("PYTHONPATH", "")]
# Set at import, before any kernel starts: kernels inherit the environment of pytest.
os.environ["COURSE_WORKBOOK"] = tempfile.mkdtemp(prefix="workbook-")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, _PATHS))
runpy.run_path(str(_ROOT / "tests" / "guard" / "sitecustomize.py"))
# A suite that runs in the background ignores Ctrl-C, and so would every program that it starts to try Ctrl-C on.
signal.signal(signal.SIGINT, signal.default_int_handler)
