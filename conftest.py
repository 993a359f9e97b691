"""Every test, also a notebook run by nbval, gets a workbook of its own and finds the package."""

import os
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
# Set at import, before any kernel starts: kernels inherit the environment of pytest.
os.environ["COURSE_WORKBOOK"] = tempfile.mkdtemp(prefix="workbook-")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
