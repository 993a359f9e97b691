"""Run groups of measures one after the other, say what they find, and keep it."""

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from courseutils._data import DataError
from courseutils._files import write_whole
from courseutils.teach.bench import groups, page, plots, record
from courseutils.teach.bench.groups import BenchError
from courseutils.teach.build import root
from courseutils.teach.marking.kit import fingerprint

GROUPS, GUIDE = Path("tools", "bench"), "guide"


def run(wanted: Iterable[str], runs: int, only_page: bool = False) -> int:
    """The command ``course bench``: measure, print, keep; returns 1 where a group failed, whether aims are met or not.

    ``only_page`` measures nothing and makes page and plots anew from the data file.
    """
    guide = root() / GUIDE
    try:
        if only_page:
            print(_write_pages(guide))
            return 0
        if runs < 1:
            raise BenchError("One run at least: --runs 1.")
        if sys.platform != "linux":
            raise BenchError("The measures run on Linux, which says what programs need. bench --page runs everywhere.")
        chosen = groups.chosen(root() / GROUPS, wanted)
        record.read(guide / record.FILE)  # a spoilt file is said before the hour, not after it
    except (BenchError, DataError) as problem:
        print(problem)
        return 1
    failed = [name for name in chosen if not _one(guide, name, runs)]
    if runs < record.ENOUGH:
        print(f"Nothing is kept: figures rest on {record.ENOUGH} runs or more.")
    elif len(failed) < len(chosen):
        print(_write_pages(guide))
    if failed:
        print(f"Could not be measured: {', '.join(failed)}.")
    return 1 if failed else 0


def _one(guide: Path, name: str, runs: int) -> bool:
    """Measure one group, print a line for each measure, keep what it found; False where it failed."""
    print(f"{name}: {runs} runs, load {record.load()}", flush=True)
    try:
        part = _measure(name, runs)
    except SystemExit as stopped:
        print(f"  {stopped}", flush=True)
        return False
    except Exception:
        traceback.print_exc()
        return False
    print("\n".join(f"  {line}" for line in lines(part.rows)), flush=True)
    print(f"  {part.seconds} seconds in all", flush=True)
    if runs >= record.ENOUGH:
        kept = record.read(guide / record.FILE) | {name: part}
        write_whole(guide / record.FILE, record.text(kept).encode("utf-8"))
    return True


def _measure(name: str, runs: int) -> record.Part:
    group = groups.load(root() / GROUPS, name)
    load, began = record.load(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        # A student's Python keeps what it compiled; a builder's may be told not to.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        # Checks that are measured must not stand in anybody's progress.
        os.environ["COURSE_WORKBOOK"] = str(Path(folder, "workbook"))
        inside = Path(folder, "measures")
        inside.mkdir()
        rows = record.rows(group.measure(runs, inside))
    return record.Part(
        title=group.TITLE,
        about=" ".join(group.ABOUT.split()),
        command=f"python3 course.py bench {name} --runs {runs}",
        date=record.today(),
        runs=runs,
        seconds=round(time.monotonic() - began),
        load=load,
        kit=fingerprint(),
        machine=record.machine(),
        versions=record.versions(getattr(group, "BESIDE", ())),
        rows=rows,
    )


def lines(rows: Iterable[record.Row]) -> Iterator[str]:
    """What is printed: thing, way, median, ratio to the kit, and whether the aim is met.

    >>> list(lines([record.Row("import", "courseutils", "ms", (60.0,), aim=50.0)]))
    ['import, courseutils: 60 ms; aim 50 ms MISSED']
    """
    for row in rows:
        ratio = f"; {page.number(row.ratio)} times the kit's" if row.ratio else ""
        aim = f"; aim {page.with_unit(row.aim, row)} {page.verdict(row)}" if row.aim is not None else ""
        yield f"{row.what}, {row.way}: {page.with_unit(row.median, row)}{ratio}{aim}"


def _write_pages(guide: Path) -> str:
    """Make page and plots of the data file; returns a sentence."""
    parts = record.read(guide / record.FILE)
    if not parts:
        raise BenchError("Nothing was measured so far. Run: python3 course.py bench")
    (guide / page.FILE).write_text(page.page(parts), encoding="utf-8", newline="\n")
    folder = guide / plots.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        (folder / f"{name}.svg").write_text(plots.plot(part), encoding="utf-8", newline="\n")
    return f"The page is {GUIDE}/{page.FILE}, its plots are in {GUIDE}/{plots.FOLDER}."
