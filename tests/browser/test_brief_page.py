"""A saved brief and its review sheet in Chromium: clean for axe, 320 px wide, no request, one printed page."""

import re

import pytest
from axe import violations

from courseutils.briefs import brief
from courseutils.maps import Map

pytestmark = pytest.mark.full
SENTENCE = "They met in the old palace by the lake and spoke of the way in which they would speak again. "
TEXT = f"Talks opened on 15 October 2008 [1]. Sukhumi is Сухум, სოხუმი and Аҟәа; Ӕ and Ҩ too. {SENTENCE * 6}"
ABOUT = {"author": "ნინო Ҭарба, Æхсар", "audience": "a minister", "convention": "Lines follow United Nations practice."}
CASES = {
    "usual": {},
    "long": {"title": "A title that does not stop when it should, " * 4, "text": TEXT + SENTENCE * 10},
    "a pair": {"map": Map("Two towns", viewpoint="recognisers").add(["Gori", "Poti"], name="Towns")},
    "the world": {"map": Map("The world", area="world")},
    "Letter": {"paper": "Letter"},
}


def made(**other):
    parts = {"title": "Talks stop on the first day", "text": TEXT, "map": Map("Two towns").add(["Gori", "Poti"])}
    return brief(**{**parts, "sources": ["civil-geneva-2008-10-15", "Own count of reports"], **ABOUT, **other})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The saved files of a usual brief."""
    return {path.name: path for path in made().save(tmp_path_factory.mktemp("workbook"))}


def opened(page, path):
    """Open a file; requests off the page and messages are collected in page.off and page.wrong."""
    page.off, page.wrong = [], []
    page.on("request", lambda r: page.off.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    return page


def to_mend(page) -> list[str]:
    return [f"{rule['id']}: {at}" for rule in violations(page) for node in rule["nodes"] for at in node["target"]]


@pytest.mark.parametrize("name", ["brief.html", "brief-review.html"])
def test_axe_finds_nothing_and_nothing_is_fetched(page, files, name):
    opened(page, files[name])
    assert to_mend(page) == []
    assert page.off == [] and page.wrong == []
    assert page.locator("html").get_attribute("lang") == "en-GB" and page.locator("h1").count() == 1


def test_axe_would_see_a_picture_without_words(page, files, tmp_path):
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r' alt="[^"]*"', "", files["brief.html"].read_text(encoding="utf-8")), encoding="utf-8")
    opened(page, bare)
    assert to_mend(page) == ["image-alt: img"]


def test_a_screen_reader_hears_title_text_map_lines_and_sources_in_this_order(page, files):
    opened(page, files["brief.html"])
    heads = page.locator("h1, h2").all_inner_texts()
    assert heads == ["Talks stop on the first day", "Map", "Lines and names", "Sources"]
    alt = page.locator("img").get_attribute("alt")
    assert "Gori" in alt and "Poti" in alt and "United Nations practice" in alt
    assert page.locator("ol > li").count() == 2


@pytest.mark.parametrize("name", ["brief.html", "brief-review.html"])
def test_at_320_pixels_nothing_but_the_map_moves_sideways(page, files, name):
    page.set_viewport_size({"width": 320, "height": 700})
    opened(page, files[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if name == "brief.html":
        figure = page.locator("figure")
        assert figure.evaluate("f => f.scrollWidth > f.clientWidth") and figure.get_attribute("tabindex") == "0"
        figure.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
        assert figure.evaluate("f => f.scrollLeft") > 0


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_pages_are_counted(page):
    page.set_content("<p>word</p>" * 100)
    assert pages(page.pdf()) > 1


@pytest.mark.parametrize("case", CASES)
def test_brief_and_review_sheet_are_one_printed_page_each(page, files, tmp_path, case):
    for path in files.values() if case == "usual" else made(**CASES[case]).save(tmp_path):
        if path.suffix == ".html":
            opened(page, path)
            printed = page.pdf(prefer_css_page_size=True, print_background=True)
            assert pages(printed) == 1, path.name
            box = [round(float(n)) for n in re.search(rb"/MediaBox\s*\[([^\]]*)\]", printed)[1].split()]
            assert box[2:] == ([612, 792] if case == "Letter" else [595, 842]) or abs(box[2] - 595) <= 1


def test_georgian_abkhaz_and_ossetian_letters_are_drawn(page, files):
    """A letter that no font has is drawn as the box of a code point that means nothing."""
    opened(page, files["brief.html"])
    drawn = """letters => letters.map(letter => {
        const context = Object.assign(document.createElement('canvas'), {width: 40, height: 40}).getContext('2d');
        context.font = '24px ' + getComputedStyle(document.body).fontFamily;
        context.fillText(letter, 4, 30);
        return context.canvas.toDataURL();
    })"""
    letters = page.evaluate(drawn, [*"ნოქҬҨҟәӔæ", "\u0378", " "])
    box, space = letters[-2:]
    assert box != space and box not in letters[:-2] and space not in letters[:-2]
