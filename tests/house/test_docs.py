"""Every example in a docstring runs and gives what it says."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import courseutils

FOLDER = Path(courseutils.__file__).parent
WITH_EXAMPLES = sorted(
    p.relative_to(FOLDER).with_suffix("").as_posix().replace("/", ".").removesuffix("__init__").rstrip(".")
    for p in FOLDER.rglob("*.py")
    if re.search(r"^\s*>>> ", p.read_text(encoding="utf-8"), re.M)
)


def test_the_public_modules_have_examples():
    public = {p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_")} - {"cli"}
    assert sorted(public - set(WITH_EXAMPLES)) == []


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    module = import_module(f"courseutils.{name}".rstrip("."))
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 0
    assert result.failed == 0
