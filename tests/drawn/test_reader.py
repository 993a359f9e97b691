"""The reader as a page: everything in it, nothing fetched, nothing run that somebody typed, no file overwritten."""

import re
from dataclasses import replace

import pytest

from courseutils import load_article, reader
from courseutils._data import rows
from courseutils._reader import facts, scene
from courseutils._reader.glossary import Words
from courseutils._reader.timeline import _at
from courseutils._sides import GAPS, HEADS
from courseutils.cli import main
from courseutils.readers import ReaderError

LIMIT = 400_000  # bytes
REMOTE = re.compile(r"""(?:src|href)=["'](?:https?:)?//|url\(\s*["']?https?:|@import|fetch\(|XMLHttpRequest""")


@pytest.fixture(scope="module")
def html() -> str:
    return reader().html


def plain(text: str) -> str:
    """A page as text: no tags, entities read, spaces single."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


# The page


def test_every_paragraph_actor_claim_and_date_is_in_the_page(html):
    text = plain(html)
    article = load_article()
    named = {actor for p in article for actor in p.actors}
    claimed = {claim for p in article for claim in p.claims}
    assert len(named) > 10 and len(claimed) > 20
    assert [p.number for p in article if " ".join(p.text.split()) not in text] == []
    assert [a for a in rows("actors") if a["actor_id"] in named and a["office_at_the_time"] not in text] == []
    assert [c["claim_id"] for c in rows("claims") if c["claim_id"] in claimed and c["claim"] not in text] == []


def test_each_side_of_a_contested_claim_speaks_under_its_own_name(html):
    for row in (r for r in rows("claims") if r["contested"]):
        given = re.search(re.escape(f"of: {facts_escape(row['claim'])}</span>") + r".*?</dl>", html, re.DOTALL)
        sides = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", given[0])
        assert [name for name, _ in sides] == list(HEADS.values()), row["claim_id"]
        told = [text + (f" ({GAPS[text]})" if text in GAPS else "") for text in facts.versions(row).values()]
        assert [plain(text) for _, text in sides] == told


def facts_escape(text: str) -> str:
    from html import escape

    return escape(text)


def test_verdicts_are_kept_for_lesson_7(html):
    summaries = [row["evidence_summary"] for row in rows("claims")]
    assert [s for s in summaries if s in plain(html)] == []


@pytest.mark.parametrize("form", ["page", "notebook"])
def test_the_page_is_light_and_fetches_nothing(html, form):
    text = html if form == "page" else reader()._repr_html_()
    assert len(text.encode("utf-8")) <= LIMIT
    page = html.replace(f'<a href="{load_article().metadata["link"]}">', "")
    assert REMOTE.findall(page) == []


def test_the_same_article_gives_the_same_page(html):
    assert reader().html == html


def test_every_button_of_a_word_has_its_meaning_and_every_meaning_a_button(html):
    buttons = set(re.findall(r'class="term" popovertarget="([^"]+)"', html))
    meanings = set(re.findall(r'<div popover id="([^"]+)"', html))
    assert buttons == meanings and len(meanings) >= 15


def test_ids_are_unique(html):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_somebody_typed_is_shown_and_never_run():
    evil = '<img src=x onerror=alert(1)></script><script>alert(2)</script> & "buffer zone"'
    article = load_article()
    parts = (replace(article[4], text=evil, places=("Georgia", '"><script>alert(3)</script>')),)
    page = reader(replace(article, paragraphs=parts)).html
    assert "<script>alert" not in page and "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page and ">buffer zone</button>" in page


def test_the_frame_of_a_notebook_holds_the_same_page(html):
    from html.parser import HTMLParser

    class Frame(HTMLParser):
        inside = title = ""

        def handle_starttag(self, tag, attrs):
            self.inside, self.title = dict(attrs)["srcdoc"], dict(attrs)["title"]

    frame = Frame()
    frame.feed(reader()._repr_html_())
    assert frame.inside == html and frame.title


def test_an_original_is_shown_as_it_is():
    article = load_article()
    text = "Ducks in the Security Council, a wire service says, kept calm."  # no line of any article
    made = replace(article, is_original=True, note="Yours.", paragraphs=(replace(article[5], text=text),))
    page = reader(made).html
    assert text in plain(page) and "The article, retold" not in page and ">Security Council</button>" in page


def test_a_paragraph_without_places_does_without_them():
    page = reader(load_article().show(6)).html
    assert "It names no place." in page and 'class="place"' not in page


# Views and sentences


def test_the_view_of_a_paragraph_holds_its_places():
    boxes = {name: scene._box(name) for name in ("Abkhazia", "South Ossetia", "Georgia")}
    for paragraph in load_article():
        (south, west), (north, east) = scene.view(paragraph.places, boxes["Georgia"])
        for name in scene._whole(paragraph.places):
            (low, left), (high, right) = boxes[name]
            assert south <= low and west <= left and high <= north and right <= east, (paragraph.number, name)


def test_the_outlines_are_those_of_the_base_map():
    from courseutils import area_km2, load_layer

    for name in ("Abkhazia", "South Ossetia"):
        layer = load_layer(name.lower().replace(" ", "_"))
        assert area_km2(scene._outlines((name,))) == pytest.approx(area_km2(layer), rel=0.01)


def test_what_is_announced_names_what_is_seen_and_what_is_not():
    said = {part.paragraph.number: scene.said(part) for part in facts.beside(load_article())}
    assert said[4].startswith("Paragraph 4: the map shows Abkhazia and South Ossetia; Georgia and Russia in part.")
    assert "Geneva: outside this map" in said[1] and "United States: outside this map" in said[5]
    assert said[6].startswith("Paragraph 6: no place is named.")
    assert "1 actor, 1 claim and 1 date." in said[6].lower()


def test_the_distance_to_geneva():
    assert "some 3,100 km west of Tbilisi" in scene.outside_note("Geneva")
    assert scene.outside_note("Georgia") == ""


@pytest.mark.parametrize(
    "numbers, text",
    [([0], "the headline"), ([3], "paragraph 3"), ([0, 1, 4], "the headline and paragraphs 1 and 4"), ([], "")],
)
def test_paragraphs_in_words(numbers, text):
    assert facts.in_words(numbers) == text


# Dates


def test_every_paragraph_has_dates_and_the_day_of_the_article_is_among_them():
    linked = {(row["paragraph"], row["event_id"]) for row in rows("paragraph_events")}
    assert {number for number, _ in linked} == {p.number for p in load_article()}
    assert facts.ARTICLE_DAY in {event for _, event in linked}


def test_dates_stand_in_order_and_inside_the_timeline():
    for part in facts.beside(load_article()):
        places = [_at(event.row["date"]) for event in part.events]
        assert places == sorted(places) and all(0 < place < 100 for place in places), part.paragraph.number


def test_precision_is_said_of_every_date(html):
    chosen = {row["event_id"] for row in rows("paragraph_events")}
    kinds = {row["precision"] for row in rows("chronology") if row["event_id"] in chosen}
    assert {"day", "minute"} <= kinds
    assert all(f"known to the {kind}" in html for kind in kinds)


# Words


def test_the_glossary_is_whole():
    table = rows("glossary")
    assert 30 <= len(table) <= 60
    assert {row["lesson"] for row in table} <= {f"{n:02d}" for n in range(1, 9)}
    assert [row["term_id"] for row in table if not 40 <= len(row["meaning"]) <= 400] == []


def test_no_spelling_leads_to_two_meanings():
    forms = [form.casefold() for row in rows("glossary") for form in (row["forms"] or "").split(";") if form]
    assert len(forms) == len(set(forms))


def test_the_longest_spelling_wins_and_each_word_is_marked_once():
    words = Words()
    text = words.mark("<p>The buffer zone. A Buffer zone, a six-point plan; osce, OSCE.</p>")
    assert text.count("<button") == 3 and list(words.met) == ["buffer-zone", "six-point-plan", "osce"]
    assert ">OSCE</button>" in text and ">osce<" not in text


def test_words_inside_tags_and_inside_other_words_stay():
    words = Words()
    assert words.mark('<a title="veto">vetoing</a>') == '<a title="veto">vetoing</a>' and not words.met


# Files


def test_save_overwrites_nothing(tmp_path, html):
    path = reader().save(tmp_path / "mine.html")
    assert path.read_text(encoding="utf-8") == html
    path.write_text("my notes", encoding="utf-8")
    with pytest.raises(ReaderError, match="not overwritten"):
        reader().save(path)
    assert path.read_text(encoding="utf-8") == "my notes"


def test_save_into_a_folder_and_into_none(tmp_path):
    assert reader().save(tmp_path) == tmp_path / "reader.html"
    with pytest.raises(ReaderError, match="There is no folder"):
        reader().save(tmp_path / "none" / "reader.html")


def test_the_command_saves_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "wörk book"))
    assert main(["reader"]) == 0
    saved = tmp_path / "wörk book" / "reader.html"
    assert saved.is_file() and "needs no internet" in capsys.readouterr().out
    before = saved.read_bytes()
    assert main(["reader"]) == 1 and "not overwritten" in capsys.readouterr().out
    assert main(["reader", str(tmp_path / "other.html")]) == 0
    assert saved.read_bytes() == before


def test_outside_a_notebook_it_says_how_to_see_it():
    assert 'reader().save("reader.html")' in repr(reader()) and "Paragraph 6" in repr(reader())
