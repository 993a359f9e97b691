"""The groups of measures: each is a file ``tools/bench/group_NAME.py`` with a title, an account and ``measure``."""

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from courseutils._data import Plain


class BenchError(Plain, RuntimeError):
    """Nothing was measured; the sentence says why."""


def names(folder: Path) -> list[str]:
    """The groups that lie in a folder, in the order in which they run.

    Raises BenchError where there is none: only the kit's own folder has them, no wheel and no archive.
    """
    found = sorted(path.stem.removeprefix("group_") for path in folder.glob("group_*.py"))
    if not found:
        raise BenchError("The measures are in tools/bench of the kit's own folder. Get the whole kit and run it there.")
    return found


def chosen(folder: Path, wanted: Iterable[str]) -> list[str]:
    """The groups asked for, all of them where none is named; raises BenchError for one that is not there."""
    known, wanted = names(folder), list(wanted)
    if unknown := [name for name in wanted if name not in known]:
        raise BenchError(f"There is no group {', '.join(unknown)}. Groups: {', '.join(known)}.")
    return [name for name in known if not wanted or name in wanted]


def load(folder: Path, name: str) -> ModuleType:
    """A group as a module; it finds its neighbours in the folder, as it would when started there."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(f"group_{name}", folder / f"group_{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
