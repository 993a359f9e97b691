"""Charts: the same numbers as picture, words and table; told apart without colour; errors that teach."""

import itertools
import re

import pandas as pd
import pytest

from courseutils import chart, load_table, votes
from courseutils._atlas import chartfigure
from courseutils.charts import KINDS, ChartError

SEATS = pd.DataFrame({"body": ["Council", "Assembly"], "seats": [15, 193], "more": [5, 0]})


@pytest.fixture(scope="module")
def tallies():
    return votes()


def bars(figure):
    return [patch for patch in figure.axes[0].patches if patch.get_width() and patch.get_height()]


def test_a_stacked_chart_draws_every_vote_of_the_table(tallies):
    figure = chart(tallies, "year", ["yes", "abstain", "no"], "Votes", kind="stacked bars", source="table un_votes")
    assert len(bars(figure)) == 18 * 3
    assert sum(patch.get_height() for patch in bars(figure)) == tallies[["yes", "abstain", "no"]].to_numpy().sum()
    tops = [patch.get_y() + patch.get_height() for patch in bars(figure)[-18:]]
    assert tops == tallies["cast"].to_list()


def test_alternative_text_names_kind_title_numbers_source_and_day(tallies):
    figure = chart(tallies, "year", {"yes": "in favour"}, "Votes", source="table un_votes", unit="votes")
    assert re.fullmatch(
        r"Line chart\. Votes\. Counted in votes: in favour: from 14 \(2008\) to 107 \(2025\), lowest 14 \(2008\), "
        r"highest 107 \(2025\)\. Source: table un_votes\. Checked to \d+ \w+ 2026\.",
        figure.alt,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_shows_an_image_with_words_and_a_table(kind):
    page = (
        chart(SEATS, "body", ["more", "seats"], "Seats", kind=kind, source="un-charter")._repr_html_()
        if (kind != "ranges")
        else chart(SEATS.head(1), "body", ["more", "seats"], "Seats", kind=kind, source="un-charter")._repr_html_()
    )
    assert page.count("<img alt=") == 1 and KINDS[kind] in page
    assert "<p>Seats." in page and "<details>" in page and page.count("<td>") in (2, 4)


def test_text_of_the_reader_is_shown_as_text():
    page = chart(SEATS, "body", {"seats": "<b>seats</b>"}, '"Seats" <i>', source="<script>")._repr_html_()
    assert "<b>" not in page and "<i>" not in page and "<script" not in page


def test_the_source_stands_in_the_picture():
    figure = chart(SEATS, "body", ["seats"], "Seats", kind="bars", source=["un-charter"])
    written = " ".join(text.get_text() for text in figure.texts)
    assert "Source: Charter of the United Nations" in written and "http" not in written


def test_a_range_is_never_one_number_where_counts_differ():
    table = load_table("comparators")
    figure = chart(
        table, "entity", ["recognisers_min", "recognisers_max"], "Range", kind="ranges", source="comparators"
    )
    assert "Kosovo 84 to 117" in figure.words and "Abkhazia 5;" in figure.words
    shown = [text.get_text().strip() for text in figure.axes[0].texts]
    assert len(shown) == len(table) and "84 to 117" in shown


def test_missing_numbers_are_said_to_be_missing():
    table = pd.DataFrame({"name": ["a", "b"], "low": [1, None], "high": [2.5, 3]})
    assert "b not known" in chart(table, "name", ["low", "high"], "T", kind="ranges", source="x").words
    figure = chart(table, "name", ["low"], "T", kind="bars", source="x")
    assert "no number" in [text.get_text() for text in figure.axes[0].texts]


def test_names_of_lines_do_not_touch(tallies):
    figure = chart(tallies, "year", ["yes", "no"], "Close ends", source="x")
    table = pd.DataFrame({"year": [1, 2], "a": [1.0, 50.0], "b": [2.0, 50.0], "c": [100.0, 51.0]})
    close = chart(table, "year", ["a", "b", "c"], "Close ends", source="x")
    heights = sorted(text.xyann[1] for text in close.axes[0].texts)
    assert all(b - a > 4 for a, b in itertools.pairwise(heights))
    assert {text.get_text().strip() for text in figure.axes[0].texts} == {"yes", "no"}


def test_the_index_can_be_the_axis():
    counted = SEATS.set_index("body")
    assert "193 (Assembly)" in chart(counted, "body", "seats", "Seats", kind="bars", source="x").words


def test_the_table_beside_the_chart_holds_what_was_drawn_and_the_input_is_untouched(tallies):
    before = tallies.copy()
    figure = chart(tallies, "year", {"yes": "in favour"}, "Votes", source="x")
    assert figure.table["in favour"].to_list() == tallies["yes"].to_list()
    pd.testing.assert_frame_equal(before, tallies)


def test_columns_may_be_called_by_numbers():
    table = pd.DataFrame({0: ["Council", "Assembly"], 1: [15, 193]})
    assert chart(table, 0, [1], "Seats", kind="bars", source="x").words == "Seats. 1: 15 (Council), 193 (Assembly)."


def test_long_names_leave_room_for_the_bars_and_stay_in_the_picture():
    names = ["A body with a very long name that goes on and on " * 4, "x" * 300, "Gori"]
    table = pd.DataFrame({"body": names, "seats": [1, 2, 3]})
    figure = chart(table, "body", {"seats": "Seats " * 40}, "Seats", kind="bars", source="x")
    figure.png()
    axes, whole = figure.axes[0], figure.bbox
    assert axes.get_position().width > 0.4
    assert all(name.get_window_extent().x0 > whole.x0 for name in axes.get_yticklabels())
    assert axes.get_yticklabels()[1].get_text().endswith("x…") and names[1] in figure.words


# Seen without colour ------------------------------------------------------------------------------------


def lightness(colour: str) -> float:
    """CIE L* of a colour written like #0b2f4f: how bright it is in grey."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    y = sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_series_differ_in_grey_and_in_marker_dashes_and_hatching(count):
    looks = chartfigure.looks(count)
    grey = sorted(lightness(look["colour"]) for look in looks)
    assert all(b - a >= 15 for a, b in itertools.pairwise(grey))
    for trait in ("marker", "dash", "hatch"):
        assert len({look[trait] for look in looks}) == count


# Errors -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change, says",
    [
        ({"table": [1, 2]}, "type list"),
        ({"table": SEATS.head(0)}, "nothing to draw"),
        ({"x": "bodi"}, "Did you mean body"),
        ({"columns": ["seat"]}, "Did you mean seats"),
        ({"x": "seats", "columns": ["body"]}, "does not hold numbers"),
        ({"columns": []}, "nothing to draw"),
        ({"kind": "bar"}, "Did you mean bars"),
        ({"title": "  "}, "Give the chart a title"),
        ({"title": 5}, "Give the chart a title"),
        ({"columns": None}, "columns takes names of columns"),
        ({"columns": [("seats",)]}, "has no column ('seats',)"),
        ({"kind": ["bars"]}, "no kind of chart called ['bars']"),
        ({"source": 5}, "Say where the numbers come from"),
        ({"x": None}, "has no column None"),
        ({"x": "seats"}, "is the axis"),
        ({"table": SEATS.assign(body=["Council", None])}, "nothing in the column 'body'"),
        ({"table": SEATS.assign(seats=[1, float("inf")])}, "has infinite numbers"),
        ({"table": SEATS.assign(seats=[1j, 2])}, "does not hold numbers"),
        ({"table": pd.concat([SEATS, SEATS[["seats"]]], axis=1)}, "has several columns 'seats'"),
        ({"source": ""}, "Say where the numbers come from"),
        ({"source": []}, "Say where the numbers come from"),
        ({"kind": "ranges"}, "needs two columns"),
        ({"kind": "ranges", "columns": ["seats", "more"]}, "Name the lowest column first"),
        ({"table": SEATS.assign(seats=-1), "kind": "stacked bars"}, "below zero"),
        ({"table": SEATS.assign(seats=float("nan"))}, "is empty"),
        ({"table": pd.concat([SEATS] * 30), "kind": "bars"}, "too many to read"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(change, says):
    given = {"table": SEATS, "x": "body", "columns": ["seats"], "title": "Seats", "source": "x"} | change
    with pytest.raises(ChartError, match=re.escape(says)):
        chart(**given)


def test_five_series_are_too_many(tallies):
    with pytest.raises(ChartError, match="at most 4"):
        chart(tallies, "year", ["yes", "no", "abstain", "cast", "year"], "Votes", source="x")


def test_a_chart_without_a_source_cannot_be_written():
    with pytest.raises(TypeError, match="source"):
        chart(SEATS, "body", ["seats"], "Seats")
