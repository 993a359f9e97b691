"""A map in time in its four forms: every day its own marks, certainty to be seen, and light enough to be sent."""

import datetime as dt
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from timemaps import LINES, POINTS, ZONES, layer, lesson_map, specimen

from courseutils import load_layer
from courseutils._atlas.figures import Canvas, MapFigure
from courseutils._atlas.layers import tiny
from courseutils._atlas.moments import day_maps, timed
from courseutils._atlas.staticlayers import layer_handles
from courseutils._atlas.staticpanel import fill_map
from courseutils._data import rows
from courseutils.maps import Map, describe_map, show, static_map, web_map
from courseutils.recognition import checked_to, recognised_by

TESTS = Path(__file__).resolve().parents[1]
ROUGH, CLOCK, CONTESTED = "only the month or the year is known", "known by the clock", "contested, a side disputes"
PLAIN_ZONE, PLAIN_LINE = (*ZONES[0][:4], False, ZONES[0][5]), (*LINES[0][:4], False, LINES[0][5])
BUILD = """
import hashlib
from timemaps import lesson_map
from courseutils.maps import static_map, web_map
for m in (lesson_map("04"), lesson_map("06")):
    print(hashlib.sha256(web_map(m).get_root().render().encode()).hexdigest())
    print(hashlib.sha256(static_map(m).png(60)).hexdigest())
"""


@pytest.fixture(scope="module")
def events() -> Map:
    return lesson_map("04")


@pytest.fixture(scope="module")
def recognitions() -> Map:
    return lesson_map("06")


@pytest.fixture(scope="module")
def pictures(events, recognitions) -> dict:
    """The static figures of both lessons, drawn once."""
    return {"04": static_map(events), "06": static_map(recognitions)}


def page(m) -> str:
    return web_map(m).get_root().render()


def panel(small):
    """One small map by itself, always of the same size, as pixels."""
    figure = MapFigure(figsize=(5, 2.8))
    Canvas(figure)
    fill_map(figure.add_axes((0, 0, 1, 1)), small, alone=False)
    return imread(BytesIO(figure.png(80)))[..., :3]


def differing(a, b) -> int:
    """The number of pixels in which two small maps differ."""
    return int(np.any(a != b, axis=2).sum())


def legend_of(figure) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in figure.legends[0].get_texts())


def names_on(m, day) -> set[str]:
    return {name for layer in timed(m) for name in layer.on(dt.date.fromisoformat(day)).names}


def test_the_table_says_when_how_closely_and_whether_contested():
    table = specimen().table(base=False).set_index("name")
    cells = table[["start", "end", "precision", "contested"]]
    assert cells.loc["Clock"].tolist() == ["8 August 2008", "12 August 2008", "minute", "no"]
    assert cells.loc["Some time in August"].tolist() == ["August 2008", "August 2008", "month", "no"]
    assert cells.loc["Disputed"].tolist() == ["20 August 2008", "stays", "day", "yes"]
    assert "start" not in Map("A").add(["Gori"]).table().columns


def test_the_words_say_what_each_day_shows_and_when_each_thing_is_there(events):
    words = describe_map(events)
    assert "8 August 2008: Tskhinvali (3), Roki tunnel, Variani." in words
    assert "9 October 2008: nothing." in words
    assert "Kekhvi (9 km north of Tskhinvali; 12 August to 5 September 2008, contested" in words
    assert "7 August 2008, contested, local time 23:35" in words
    assert words.count(events.stamp) == 1 and len(words) < 5000


def test_the_picture_has_the_days_in_words_and_the_stamp_once(events, pictures):
    figure = pictures["04"]
    assert "8 August 2008: Tskhinvali (3), Roki tunnel, Variani." in figure.alt and events.stamp in figure.alt
    assert len(figure.alt) < 1500 < len(describe_map(events))
    texts = [" ".join(text.get_text().split()) for text in figure.texts]
    assert texts.count(events.stamp) == 1 and texts.count(events.title) == 1
    assert [text for text in texts if text.startswith("9 October")] == ["9 October 2008: 0 shown"]


def test_a_notebook_gets_slider_small_maps_words_and_table(events):
    html = events._repr_html_()
    assert "atlasTime.control(" in html and '<img alt="From 1 August' in html and "<summary>The map as a table" in html
    assert show(events).startswith("From 1 August to 9 October 2008, day by day. 7 August 2008: Tskhinvali (3)")


def test_nothing_runs_out_of_the_figure(pictures):
    for figure in (*pictures.values(), static_map(specimen(zones=ZONES, lines=LINES, days=["2008-08-08"]))):
        box = figure.get_tightbbox(figure.canvas.get_renderer())
        width, height = figure.get_size_inches()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


def test_each_small_map_shows_its_own_day(events):
    days = [panel(small) for small in day_maps(events)]
    assert all(differing(a, b) > 200 for number, a in enumerate(days) for b in days[:number])


@pytest.mark.parametrize("row", [*POINTS, *ZONES, *LINES], ids=lambda row: row[0])
def test_a_feature_is_drawn_on_its_day_and_on_no_other(row):
    m = Map("Specimen", days=["2008-07-01", row[1]]).add(layer([row]), labels=False, start="from", end="to")
    before, shown = (panel(small) for small in day_maps(m))
    gone = Map("Specimen", days=["2008-07-01"]).add(layer(POINTS[:1]), labels=False, start="from", end="to")
    assert differing(before, shown) > 20
    assert differing(before, panel(day_maps(gone)[0])) == 0


@pytest.mark.parametrize(
    ("row", "column", "value", "text"),
    [
        (POINTS[0], "precision", "month", ROUGH),
        (POINTS[0], "precision", "hour", CLOCK),
        (POINTS[0], "contested", True, CONTESTED),
        (PLAIN_ZONE, "precision", "month", ROUGH),
        (PLAIN_ZONE, "contested", True, CONTESTED),
        (PLAIN_LINE, "precision", "month", ROUGH),
        (PLAIN_LINE, "contested", True, CONTESTED),
    ],
)
def test_certainty_is_seen_on_the_map_and_explained_in_both_legends(row, column, value, text):
    tables = [layer([row]), layer([row]).assign(**{column: value})]
    maps = [Map("A", days=["2008-08-07"]).add(t, labels=False, start="from", end="to") for t in tables]
    plain, marked = (panel(day_maps(m)[0]) for m in maps)
    assert differing(plain, marked) > 5
    assert [any(text in handle.get_label() for handle in layer_handles(m)) for m in maps] == [False, True]
    assert [text in page(m) for m in maps] == [False, True]


def test_marks_at_one_spot_stand_side_by_side_and_each_is_drawn():
    twin = ("Twin", *POINTS[0][1:])
    one, two = (Map("A").add(layer(rows), labels=False, start="from") for rows in ([POINTS[0]], [POINTS[0], twin]))
    colour = np.array([0xC0, 0x4A, 0x00]) / 255  # of the first layer
    inked = [int((np.abs(panel(day_maps(m)[0]) - colour).max(axis=2) < 0.02).sum()) for m in (one, two)]
    assert inked[0] > 10 and 1.7 < inked[1] / inked[0] < 2.3


# The maps of the lessons ------------------------------------------------------------------------------------


def test_events_of_one_day_only_leave_with_it_and_posts_stay_until_they_are_left(events):
    assert {"Tskhinvali", "Roki tunnel"} <= names_on(events, "2008-08-08")
    assert "Roki tunnel" not in names_on(events, "2008-08-09")
    assert "Post Karaleti" in names_on(events, "2008-10-08") and not names_on(events, "2008-10-09")


def test_a_contested_event_has_the_version_of_every_side_in_its_pop_up(events):
    row = next(row for row in rows("chronology") if row["event_id"] == "2008-08-08d")
    html = page(events)
    spot = html.index(row["event"])
    note = html[spot : spot + 1500]
    sides = re.findall(r'\["(Georgia|Abkhazia|South Ossetia|Russia|independent)","', note)
    assert sides[:5] == ["Georgia", "Abkhazia", "South Ossetia", "Russia", "independent"]
    assert row["version_abkhazia"][:40] in note and row["version_russia"][:40] in note


def test_how_closely_a_time_is_known_stands_in_every_pop_up(events):
    html = page(events)
    known = re.findall(r'\["known","to the (\w+)"\]', html)
    spans = [span.precision for layer in timed(events) for span in layer.spans]
    assert known == spans and {"minute", "hour", "day"} <= set(known)
    assert '["local time","23:35"]' in html


@pytest.mark.parametrize(
    "day", ["2008-10-15", "2011-09-18", "2013-07-11", "2013-07-12", "2014-03-30", "2014-03-31", "2026-02-24"]
)
def test_who_recognises_on_a_day_is_the_same_on_the_map_as_by_the_helper(recognitions, day):
    assert names_on(recognitions, day) == set(recognised_by("Abkhazia", on=day))


def test_the_slider_ends_on_the_day_to_which_the_table_was_checked(recognitions):
    assert recognitions.days[-1] == checked_to()


def test_a_withdrawn_recognition_goes_away_on_its_day(recognitions):
    gone = names_on(recognitions, "2014-03-30") - names_on(recognitions, "2014-03-31")
    assert gone == {"Tuvalu"}
    small = {m.day.isoformat(): panel(m) for m in day_maps(recognitions)}
    assert differing(small["2013-07-12"], small["2014-03-31"]) > 10


def test_a_state_too_small_to_be_seen_is_a_dot_also_in_time(recognitions, pictures):
    (states,) = timed(recognitions)
    dots = {
        name
        for name, shape in zip(states.names, states.data.geometry, strict=True)
        if tiny(recognitions, states, shape)
    }
    assert dots == {"Nauru", "Tuvalu", "Vanuatu"}
    legends = {number: legend_of(figure) for number, figure in pictures.items()}
    assert "Mark in a ring" in legends["06"] and "Striped" not in legends["06"]
    assert "White dot in a mark" in legends["04"] and "Hollow" not in legends["04"]


@pytest.mark.parametrize(("number", "most"), [("04", 350_000), ("06", 500_000)])
def test_a_map_in_time_is_light_and_asks_nothing_of_the_internet(number, most):
    html = page(lesson_map(number))
    assert len(html.encode()) <= most
    assert not re.search(r'(?:src|href)\s*=\s*"(?:https?:)?//', html)
    assert not re.search(r"""<script[^>]+src=|<link[^>]+href=|@import|url\(['"]?(?:https?:|//|images)""", html)


def test_the_timeline_script_is_only_in_maps_that_need_it():
    assert "L.timeline" in page(specimen()) and "atlasTime" not in page(Map("A").add(["Gori"]))


@pytest.mark.deep
def test_two_processes_with_other_hash_seeds_build_the_same_bytes(tmp_path):
    def build(seed):
        path = f"{TESTS.parent / 'src'}:{TESTS}"
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "PATH": "/usr/bin", "HOME": str(tmp_path)}
        return subprocess.run([sys.executable, "-c", BUILD], env=env, capture_output=True, check=True).stdout

    assert build("1") == build("2") != b""


def test_text_from_data_cannot_break_out_of_the_page():
    nasty = layer([("</script><script>alert(1)</script>", *POINTS[0][1:])])
    m = Map("A").add(nasty, name="<script>alert(2)", start="from")
    assert "<script>alert" not in page(m)


def test_all_states_of_the_world_in_time_stay_under_500_kb():
    world = load_layer("world").assign(since="2008-08-08")
    m = Map("All", area="world").add(world, labels=False, start="since")
    assert len(page(m).encode()) <= 500_000
