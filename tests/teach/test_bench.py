"""`bench`: what groups find is printed, kept from five runs on, and shown with every miss; the kit's own figures are whole."""

import dataclasses
import json
import re
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from courseutils import cli
from courseutils._data import DataError
from courseutils.teach import build, tests
from courseutils.teach.bench import groups, page, plots, record, run

ROOT = build.root()
GUIDE = ROOT / "guide"
PARTS = record.read(GUIDE / record.FILE)
TINY = """
from measures import Measure, by_turns
TITLE, ABOUT, BESIDE = "Tiny things", "One thing\\nin two ways.", ("folium",)
def measure(runs, folder):
    assert list(folder.iterdir()) == []
    turns = []
    ways = {"kit": lambda: turns.append("kit") or 2.0, "other": lambda: turns.append("other") or 5.0}
    found = by_turns(ways, runs)
    assert turns == ["kit", "other"] * runs
    return [Measure("a thing", "kit", "s", found["kit"], aim=1), Measure("a thing", "other", "s", found["other"])]
"""
BROKEN = "TITLE = ABOUT = 'Broken'\ndef measure(runs, folder): raise SystemExit('There is no such tool.')\n"


@pytest.fixture
def kit(tmp_path) -> Path:
    """A folder with two groups, of which one cannot be measured."""
    folder = tmp_path / "tools" / "bench"
    folder.mkdir(parents=True)
    (tmp_path / "guide").mkdir()
    (folder / "measures.py").write_bytes((ROOT / "tools" / "bench" / "measures.py").read_bytes())
    (folder / "group_tiny.py").write_text(TINY, encoding="utf-8")
    (folder / "group_broken.py").write_text(BROKEN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bench(kit, monkeypatch):
    """The command with that folder as the kit's; what a group leaves behind in this process is taken away again."""
    monkeypatch.setattr(run, "root", lambda: kit)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("COURSE_WORKBOOK", str(kit / "workbook"))
    return run.run


def test_a_group_is_measured_printed_and_kept_with_machine_and_versions(kit):
    code = (
        "import sys; from pathlib import Path; from courseutils.teach.bench import run; "
        f"run.root = lambda: Path({str(kit)!r}); sys.exit(run.run(['tiny'], 5))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "a thing, kit: 2 s; aim 1 s MISSED" in done.stdout
    assert "a thing, other: 5 s; 2.5 times the kit's" in done.stdout
    (part,) = record.read(kit / "guide" / record.FILE).values()
    assert (part.title, part.about, part.runs) == ("Tiny things", "One thing in two ways.", 5)
    assert part.command == "python3 course.py bench tiny --runs 5"
    assert [(row.way, row.values, row.ratio) for row in part.rows] == [
        ("kit", (2.0,) * 5, None),
        ("other", (5.0,) * 5, 2.5),
    ]
    assert set(part.versions) == {"folium"} and re.fullmatch(r"20\d\d-\d\d-\d\d", part.date)
    assert set(part.machine) == {"cores", "processor", "memory", "system", "python"} and all(part.machine.values())
    text = (kit / "guide" / page.FILE).read_text(encoding="utf-8")
    assert "**Missed: 1 of 1 aims:** a thing (kit)." in text
    assert "| a thing | kit | 2 s | always the same |  | 1 s | **MISSED** |" in text
    assert "| a thing | other | 5 s | always the same | 2.5 |  |  |" in text
    assert texts(kit / "guide" / plots.FOLDER / "tiny.svg") >= {"a thing", "kit", "other", "2 s", "5 s"}


def test_fewer_than_five_runs_keep_nothing(bench, kit, capsys):
    assert bench(["tiny"], 4) == 0 and "Nothing is kept" in capsys.readouterr().out
    assert list((kit / "guide").iterdir()) == []


def test_a_group_that_fails_is_named_and_the_others_are_kept(bench, kit, capsys):
    assert bench([], 5) == 1
    said = capsys.readouterr()
    assert "There is no such tool." in said.out and "Could not be measured: broken." in said.out
    assert "Traceback" not in said.err
    assert set(record.read(kit / "guide" / record.FILE)) == {"tiny"}


def test_a_group_alone_renews_only_its_part(bench, kit):
    bench(["tiny"], 5)
    (part,) = record.read(kit / "guide" / record.FILE).values()
    old = dataclasses.replace(part, title="An older group")
    (kit / "guide" / record.FILE).write_text(record.text({"older": old, "tiny": old}), encoding="utf-8")
    assert bench(["tiny"], 5) == 0
    kept = record.read(kit / "guide" / record.FILE)
    assert kept["older"] == old and kept["tiny"].title == "Tiny things"


def test_the_page_alone_is_made_of_the_data(bench, kit):
    assert bench([], 5, only_page=True) == 1
    bench(["tiny"], 5)
    made = kit / "guide" / page.FILE
    text = made.read_text(encoding="utf-8")
    made.unlink()
    (kit / "tools" / "bench" / "group_tiny.py").unlink()
    assert bench([], 5, only_page=True) == 0
    assert made.read_text(encoding="utf-8") == text


def test_what_is_asked_wrongly_is_said_in_a_sentence(capsys):
    assert cli.main(["bench", "steart"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("There is no group steart. Groups: ") and "start" in said.split("Groups")[1]
    assert cli.main(["bench", "--runs", "0"]) == 1
    assert capsys.readouterr().out == "One run at least: --runs 1.\n"


def test_a_copy_without_the_measures_says_where_they_are(kit, capsys, monkeypatch):
    monkeypatch.setattr(run, "root", lambda: kit / "guide")
    assert run.run([], 1) == 1
    assert "tools/bench of the kit's own folder" in capsys.readouterr().out


def test_a_spoilt_data_file_is_refused(tmp_path):
    for text in ("{", "[]", '{"a": {"title": "b"}}'):
        (tmp_path / record.FILE).write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match="not as the bench writes it"):
            record.read(tmp_path / record.FILE)


def test_a_run_of_the_tests_notes_its_time_when_all_pass(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tests, "root", lambda: tmp_path)
    monkeypatch.setattr(tests.subprocess, "call", lambda *words, **more: 1)
    assert tests.run(False) == 1 and tests.times() == {}
    monkeypatch.setattr(tests.subprocess, "call", lambda *words, **more: 0)
    assert [tests.run(False), tests.run(True), tests.run(True, deep=True)] == [0, 0, 0]
    assert set(tests.times()) == {"test", "all", "deep"}
    assert tests.times()["all"] == {"seconds": 0, "date": record.today()}


# The kit's own figures ----------------------------------------------------------------------------------


def texts(picture: Path) -> set[str]:
    """All words of a plot."""
    return {"".join(node.itertext()).strip() for node in ET.parse(picture).iter("{http://www.w3.org/2000/svg}text")}


def lengths(picture: Path) -> dict[str, float]:
    """The length of each bar of a plot, by its id."""
    groups = re.findall(r'<g id="(bar-\d+-\d+)">\s*<path d="([^"]+)"', picture.read_text(encoding="utf-8"))
    found = {}
    for name, path in groups:
        x = [float(pair.split()[0]) for pair in re.findall(r"[ML] ([\d.]+ [\d.]+)", path)]
        found[name] = max(x) - min(x)
    return found


def test_the_page_is_what_the_data_file_gives():
    assert (GUIDE / page.FILE).read_text(encoding="utf-8") == page.page(PARTS), "Run: python3 course.py bench --page"


def test_the_data_file_is_as_the_bench_writes_it():
    assert (GUIDE / record.FILE).read_text(encoding="utf-8") == record.text(PARTS)


def test_every_group_is_on_the_page_or_named_as_not_measured():
    known = groups.names(ROOT / "tools" / "bench")
    assert sorted(page.ORDER) == known and set(PARTS) <= set(known)
    said = (GUIDE / page.FILE).read_text(encoding="utf-8").partition("Not measured so far: ")[2].partition(".\n")[0]
    assert {name.strip("`") for name in said.split(", ") if name} == set(known) - set(PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_five_values_or_a_note_that_says_why_not(name):
    assert PARTS[name].runs >= record.ENOUGH
    assert [(row.what, row.way) for row in PARTS[name].rows if len(row.values) < record.ENOUGH and not row.note] == []


@pytest.mark.parametrize("name", PARTS)
def test_ratios_are_those_of_the_values(name):
    for rows in plots.panels(PARTS[name]):
        own = statistics.median(rows[0].values)
        for row in rows[1:]:
            if not own:
                assert row.ratio is None
                continue
            assert row.ratio == pytest.approx(statistics.median(row.values) / own, rel=0.002), (row.what, row.way)


def test_no_miss_is_hidden():
    rows = [
        row for part in json.loads((GUIDE / record.FILE).read_text(encoding="utf-8")).values() for row in part["rows"]
    ]
    missed = [row for row in rows if row["aim"] is not None and statistics.median(row["values"]) > row["aim"]]
    text = (GUIDE / page.FILE).read_text(encoding="utf-8")
    summary = text.split("## Aims")[1].split("\n## ")[0]
    assert text.count("**MISSED**") == 2 * len(missed)
    assert all(f"{row['what']} ({row['way']})" in summary.split("|")[0] for row in missed)
    assert ("All aims are met." in summary) == (not missed)


@pytest.mark.parametrize("name", PARTS)
def test_a_plot_has_the_words_and_the_lengths_of_its_data(name):
    picture, panels = GUIDE / plots.FOLDER / f"{name}.svg", plots.panels(PARTS[name])
    values = {page.with_unit(row.median, row) for rows in panels for row in rows}
    assert values <= texts(picture), "Run: python3 course.py bench --page"
    drawn = lengths(picture)
    assert len(drawn) == sum(map(len, panels))
    for number, rows in enumerate(panels):
        longest = max(range(len(rows)), key=lambda place: rows[place].median)
        for place, row in enumerate(rows):
            share = row.median / (rows[longest].median or 1)
            assert drawn[f"bar-{number}-{place}"] == pytest.approx(share * drawn[f"bar-{number}-{longest}"], abs=0.5)
