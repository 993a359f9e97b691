"""The pieces of the book: maps that share Leaflet, outputs made fit for a page, pages made of the data."""

import datetime as dt
import re
from html import unescape

import nbformat
import pytest

from courseutils import Map, recognised_by
from courseutils._atlas.display import map_html
from courseutils._data import rows
from courseutils.maps import web_map
from courseutils.teach import licences
from courseutils.teach.site import (
    assets,
    claimspage,
    guidepages,
    lessonpage,
    outputs,
    recognitionpage,
    run,
    sourcespage,
    timeline,
)

DETAILS = re.compile(r"<details.*?</details>", re.S)


@pytest.fixture(scope="module")
def towns():
    return Map("Two towns").add(["Gori", "Poti"], name="Towns")


def test_a_map_takes_leaflet_from_the_shared_files(towns):
    whole, files = web_map(towns).get_root().render(), assets.Files()
    html = files.content[files.map("towns", whole)].decode("utf-8")
    assert len(html) < len(whole) / 2 and "Two towns" in html
    named = re.findall(r'(?:src|href)="(lib/[^"]+)"', html)
    assert "lib/leaflet.js" in named and "lib/leaflet.css" in named
    assert {f"maps/{name}" for name in named} <= set(assets.library())


def test_the_book_carries_the_licences_of_what_it_holds():
    texts = {name: text.decode("utf-8") for name, text in assets.library().items() if name.startswith("licences/")}
    others = ("leaflet", "leaflet.pattern", "leaflet.timeline", "diesal", *licences.BOOKMAKERS)
    assert {f"licences/{name}.txt" for name in (*others, "LICENSE")} <= set(texts)
    assert [name for name, text in texts.items() if "opyright" not in text and not name.endswith(".md")] == []
    assert min(map(len, texts.values())) > 500


def test_a_shown_map_becomes_a_frame_a_picture_words_and_a_table(towns):
    files = assets.Files()
    html = outputs.book_html(map_html(towns), files, "towns")
    assert "srcdoc" not in html and "data:image" not in html and "not trusted yet" not in html
    assert re.search(r'<iframe class="map" title="Two towns" src="maps/towns.html"', html)
    (picture,) = re.findall(r'src="(pictures/[^"]+)"', html)
    assert files.content[picture].startswith(b"\x89PNG") and 'alt="Two towns.' in html
    assert html.index('<details class="words">') < html.index("The map as a table") and html.count("<table") == 1


def test_a_map_that_a_lesson_shows_as_a_picture_keeps_words_and_table(towns):
    html = outputs.book_html(map_html(towns, web=False), assets.Files(), "towns")
    assert "<iframe" not in html and "<figure" in html and '<details class="words">' in html and "<table" in html


def test_the_same_picture_is_kept_once(towns):
    files = assets.Files()
    for name in ("one", "two"):
        outputs.book_html(map_html(towns, web=False), files, name)
    assert len(files.content) == 1


def test_a_table_of_pandas_gets_heads_with_a_scope_and_one_region():
    import pandas as pd

    html = outputs.book_html(pd.DataFrame({"place": ["Gori"], "km": [3]})._repr_html_(), assets.Files(), "t")
    assert html.count('role="region"') == 1 and 'aria-label="Table: place, km"' in html
    assert re.findall(r"<th[^>]*>[^<]*</th>", html) == [
        '<th scope="col">place</th>',
        '<th scope="col">km</th>',
        '<th scope="row">0</th>',
    ]
    assert outputs.tables_in_regions(html) == html


def test_a_form_stands_for_a_check_and_errors_are_not_shown():
    check = nbformat.v4.new_code_cell('check("05-1", x)', metadata={"tags": ["check"]})
    check.outputs = [nbformat.v4.new_output("stream", text="05-1, not attempted")]
    told = nbformat.v4.new_code_cell("print(1)")
    told.outputs = [
        nbformat.v4.new_output("stream", text="1\n"),
        nbformat.v4.new_output("stream", name="stderr", text="no"),
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 5. Title"), check, told])
    made = nbformat.reads(lessonpage.page(notebook, "05_title", assets.Files()), as_version=4)
    assert made.cells[1].cell_type == "markdown" and 'data-exercise="05-1"' in made.cells[1].source
    assert [output.text for output in made.cells[2].outputs] == ["1\n"]
    assert "notebooks/05_title.ipynb" in made.cells[0].source


def test_the_book_takes_no_page_of_the_guide_that_gives_answers_away():
    assert not {"rubrics", "marking", "README"} & set(guidepages.PAGES)
    for text in guidepages.pages(run.root() / "guide").values():
        assert not re.search(r"\]\((?!http)[^)]*(?:plans|rubrics|marking)", text)


def test_every_event_stands_once_on_the_timeline_with_its_versions():
    page = timeline.page()
    assert re.findall(r'<li id="([^"]+)"', page) == [row["event_id"] for row in rows("chronology")]
    assert page.count("<dt>Abkhazia</dt>") == sum(row["contested"] for row in rows("chronology"))


def test_a_verdict_is_only_read_by_who_opens_it():
    page = claimspage.page()
    for row in rows("claims"):
        assert f"<strong>{row['verdict'].replace('-', ' ')}</strong>, confidence" in page
    assert not re.search(r"</strong>, confidence", DETAILS.sub("", page))
    assert page.count('<section class="claim"') == len(rows("claims"))


@pytest.mark.parametrize("day", ["2008-08-26", "2008-10-15", "2011-06-01", "2013-07-12", "2014-03-31", "2018-05-29"])
def test_the_table_of_recognitions_follows_the_rule_of_the_course(day):
    found = re.findall(
        r'<tr data-item data-territory="([^"]+)" data-member="yes" data-from="([^"]+)" data-until="([^"]+)"[^>]*>'
        r'<th scope="row"[^>]*>([^<]+)',
        recognitionpage._table(),
    )
    for territory in ("Abkhazia", "South Ossetia"):
        shown = {unescape(s) for t, began, end, s in found if t == territory and began <= day < end}
        assert shown == set(recognised_by(territory, on=dt.date.fromisoformat(day)))


def test_what_rests_on_a_source_is_what_the_tables_say():
    rest = sourcespage.resting()
    assert set(rest) <= {row["source_id"] for row in rows("sources")}
    wanted = [row["event_id"] for row in rows("chronology") if row["source_id"] == "kremlin-six-points"]
    assert set(wanted) <= set(rest["kremlin-six-points"]["chronology"])
    assert sourcespage.page().count("<li id=") == len(rows("sources"))


def test_a_folder_of_somebody_else_is_refused_before_anything_is_run(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run.run(tmp_path) == 1
    assert "Nothing was written" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_zip_of_somebody_else_is_refused(tmp_path, capsys):
    (tmp_path / "mine.zip").write_bytes(b"mine")
    assert run.run(tmp_path / "book", tmp_path / "mine.zip") == 1
    assert (tmp_path / "mine.zip").read_bytes() == b"mine" and "Nothing was written" in capsys.readouterr().out
