"""The browser of tests/browser, for the pages of marking; and one copy of the kit for all sandboxes of a run."""

from pathlib import Path

import pytest
from browser.conftest import browser, page

from courseutils.teach.marking import bubblewrap, kit

__all__ = ["browser", "page"]


@pytest.fixture(scope="session")
def sandbox_kit(tmp_path_factory) -> Path:
    """What a sandbox sees of the kit; read only there, so one copy does for every test."""
    assert bubblewrap.why_not() == ""
    return kit.write_kit(tmp_path_factory.mktemp("kit"))
