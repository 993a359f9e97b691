"""The drawing of the seats: every seat of the table is drawn, said and listed; told apart without colour; nothing overlaps."""

import itertools
import re

import pytest
from matplotlib.patches import Circle, Polygon, Rectangle

from courseutils import load_table, seats
from courseutils._data import rows
from courseutils._seating.figure import RAISED
from courseutils._seating.words import PRESENCES, ROLES, state_of
from courseutils.seating import SeatsError

HELD = rows("seats")
SITTINGS = {row["sitting_id"]: row for row in rows("sittings")}
SHAPES = {"co-chair": Rectangle, "participant": Circle, "no seat": Polygon}


@pytest.fixture(scope="module")
def drawing():
    return seats()


def written(figure) -> str:
    """All words of the drawing in one line, without the small numbers of remarks."""
    text = " ".join(t.get_text() for t in figure.axes[0].texts)
    return " ".join(re.sub(f"[{RAISED}]", "", text).split())


@pytest.mark.parametrize("role", ROLES)
def test_each_seat_of_the_table_is_one_mark_of_its_shape(drawing, role):
    marks = [p for p in drawing.axes[0].patches if type(p) is SHAPES[role]]
    combined = {(s["role"], s["presence"]) for s in HELD if s["role"] == role}
    assert len(marks) == sum(s["role"] == role for s in HELD) + len(combined)


def test_filled_means_present_and_each_other_state_has_its_sign(drawing):
    """A mark is filled or white, so grey tells it; a cross and a question mark stand in the white ones."""
    marks = [p for p in drawing.axes[0].patches if type(p) in SHAPES.values()]
    filled = [p for p in marks if p.get_facecolor()[:3] != (1.0, 1.0, 1.0)]
    kinds = {(s["role"], s["presence"]) for s in HELD}
    assert len(filled) == sum(s["presence"] == "present" for s in HELD) + sum(p == "present" for _, p in kinds)
    assert all(max(p.get_facecolor()[:3]) < 0.4 for p in filled)
    signs = [t.get_text() for t in drawing.axes[0].texts]
    for sign, presence in (("\u00d7", "stayed away"), ("?", "not known")):
        wanted = sum(s["presence"] == presence for s in HELD) + sum(p == presence for _, p in kinds)
        assert signs.count(sign) == wanted


def test_all_words_of_the_data_are_known():
    assert {s["role"] for s in HELD} == set(ROLES) and {s["presence"] for s in HELD} == set(PRESENCES)


def test_the_drawing_names_every_seat_person_and_remark(drawing):
    text = written(drawing)
    wanted = [s["seat"] for s in HELD] + [p for s in HELD for p in (s["people"] or "").split("; ")]
    assert [name for name in wanted if name not in text] == []
    assert [s["note"] for s in HELD if s["note"] and s["note"] not in text] == []
    assert "no seating plan was found" in text and "Source: tables seats and sittings" in text


def test_alternative_text_says_who_sat_where():
    words = seats("plenary").alt
    assert words.startswith("Drawing of a table with seats. Who sat where in Geneva. Plenary, 15 October 2008:")
    assert "Russia (Grigory Karasin) stayed away" in words and "South Ossetia (Boris Chochiev) without a seat" in words
    assert "Dmitry Sanakoev) without a seat, presence not known" in words


def test_the_table_is_that_of_the_data(drawing):
    assert len(drawing.table) == len(HELD)
    assert set(drawing.table["presence"]) == set(PRESENCES)
    known = load_table("seats").groupby("role")["seat"].count().to_dict()
    assert drawing.table.groupby("role")["seat"].count().to_dict() == known


def test_every_side_describes_every_sitting_and_its_own_words_stand_in_the_page():
    figure = seats("plenary", "groups")
    page = figure._repr_html_()
    assert list(figure.versions.index) == ["Georgian", "Abkhaz", "South Ossetian", "Russian", "Independent findings"]
    for side in ("georgia", "abkhazia", "south_ossetia", "russia", "independent"):
        for sitting_id in ("plenary-2008-10-15", "groups-2008-11-19"):
            told = SITTINGS[sitting_id][f"version_{side}"]
            assert told in figure.versions.to_numpy() and told.replace("'", "&#x27;") in page
    assert page.index("<table") < page.index("<details") and page.count("<img alt=") == 1


def test_a_page_cites_each_source_once():
    page = seats("groups")._repr_html_()
    assert "Sources (" in page and page.count("<li") == len(seats("groups").sources) == len(
        set(seats("groups").sources)
    )


def test_hosts_come_first_and_the_others_by_alphabet():
    order = seats("informal").table["seat"].to_list()
    assert order[:3] == ["European Union", "United Nations", "OSCE"] and order[3:] == sorted(order[3:])


def test_sittings_in_any_form_each_once():
    assert seats("Plenary ", "plenary-2008-10-15").table["sitting"].unique().tolist() == ["Plenary"]
    assert repr(seats("groups")).startswith("Who sat where in Geneva. Two working groups, 19 November 2008:")


@pytest.mark.parametrize("name", ["plenar", "2008-10-15", 3, None, "<b>"])
def test_an_unknown_sitting_gets_a_sentence_that_says_what_to_write(name):
    with pytest.raises(SeatsError, match="Write one of: plenary, informal, groups"):
        seats(name)


def test_states_are_told_apart_in_words():
    pairs = {(s["role"], s["presence"]) for s in HELD}
    said = {state_of({"role": role, "presence": presence}) for role, presence in pairs}
    assert len(said) == len(pairs)


@pytest.mark.parametrize("chosen, width", [((), 9.0), (("plenary",), 7.0), (("informal",), 6.5)])
def test_no_words_overlap_or_leave_the_figure(chosen, width):
    figure = seats(*chosen, width=width)
    renderer = figure.canvas.get_renderer()
    texts = [t for t in figure.axes[0].texts if t.get_text().strip() and t.get_text() not in "\u00d7?"]
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts]
    page = figure.bbox
    assert [t for t, b in boxes if b.x0 < 0 or b.y0 < 0 or b.x1 > page.x1 or b.y1 > page.y1] == []
    touching = [(a, b) for (a, p), (b, q) in itertools.combinations(boxes, 2) if p.shrunk(1, 0.9).overlaps(q)]
    assert touching == []
