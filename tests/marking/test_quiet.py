"""While a notebook is marked the kit shows, draws and checks nothing, and loads nothing for it."""

import subprocess
import sys

import pytest

from courseutils._atlas.later import Later

SHOWN = """
import sys
import pandas as pd
from courseutils import Map, brief, chart, check, hint, progress, quiz, seats, show, static_map
m = Map("Two towns").add(["Gori", "Poti"], name="Towns")
table = pd.DataFrame({"body": ["Council", "Assembly"], "seats": [15, 193]})
figure = chart(table, "body", ["seats"], "Seats", kind="bars", source="un-charter")
print(show(m), quiz("05-q1"), check("00-1", 6).state, hint("00-1").steps, figure.words)
print(seats("plenary").table.shape, static_map(m) is not None, brief("A", "B [1].", map=m, sources=["x"]).save())
print(sorted({"matplotlib", "folium", "IPython"} & set(sys.modules)))
"""


def run(marking: str) -> list[str]:
    """What the lines above print, with the variable set or not."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", SHOWN],
        env={"PYTHONPATH": "src", "COURSE_MARKING": marking, "COURSE_WORKBOOK": "", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_nothing_is_shown_drawn_checked_or_loaded(tmp_path):
    *said, loaded = run("1")
    assert loaded == "[]"
    assert "None None not attempted 0 Seats. seats: 15 (Council), 193 (Assembly)." in said
    assert any("being marked" in line for line in said)


def test_what_is_put_off_is_drawn_when_somebody_looks(monkeypatch):
    from courseutils import Map, static_map

    monkeypatch.setenv("COURSE_MARKING", "1")
    figure = static_map(Map("Georgia"))
    assert isinstance(figure, Later) and "Georgia" in figure.alt and figure.get_axes()
    with pytest.raises(AttributeError):
        _ = figure.nothing_of_that_name
