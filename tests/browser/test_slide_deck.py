"""The decks in Chromium, by what they do: nothing overflows, keys work, notes show, printing gives one page a slide."""

import json
import re
from functools import cache

import pytest
from axe import violations
from chromium import come_true
from deep import others_in_the_deep_run
from letters import ALL, lost
from readlessons import OUTLINES

from courseutils.teach import slides
from courseutils.teach.build import root

pytestmark = pytest.mark.full
LESSONS = root() / "lessons"
SIZES = [(1280, 720), (1024, 768)]
# What reaches out of its slide, what covers something else, and what cannot be told from its ground in grey.
OUT = """() => {
  const slide = Reveal.getCurrentSlide(), page = slide.querySelector('.page').getBoundingClientRect(), k = Reveal.getScale();
  const parts = [...slide.querySelectorAll('.page h2, .page p, .page li, .page th, .page td, .page img, .page table')];
  const out = parts.filter(e => !e.closest('.away')).filter(e => { const r = e.getBoundingClientRect();
    return r.right > page.right - 20 * k || r.left < page.left + 20 * k || r.top < page.top || r.bottom > page.bottom - 30 * k
      || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && e.tagName !== 'TABLE'; });
  const beyond = page.right > innerWidth + 1 || page.left < -1 || page.bottom > innerHeight + 1 || page.top < -1;
  return [...out.map(e => e.tagName + ': ' + e.textContent.slice(0, 50)), ...(beyond ? ['the slide itself'] : [])];
}"""
COVERED = """() => {
  const boxes = [...Reveal.getCurrentSlide().querySelectorAll('.page > *, .text > *')].filter(e => !e.querySelector(':scope > p, :scope > ul, :scope > ol, :scope > table'))
    .map(e => [e, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, p], n) => boxes.slice(n + 1).filter(([b, q]) =>
    p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1)
    .map(([b]) => a.tagName + ' covers ' + b.tagName));
}"""
GREY = """() => {
  const light = css => { const [r, g, b] = css.match(/[\\d.]+/g).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const words = [...Reveal.getCurrentSlide().querySelectorAll('.page *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return words.map(e => 1.05 / (light(getComputedStyle(e).color) + .05)).filter(contrast => contrast < 7);
}"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Gives the outline of a lesson and its deck as a saved file, drawn once."""

    @cache
    def drawn(number):
        path = tmp_path_factory.mktemp("deck") / f"{OUTLINES[number].stem}.html"
        path.write_text(slides.deck(OUTLINES[number], LESSONS), encoding="utf-8", newline="\n")
        return OUTLINES[number], path

    return drawn


@pytest.fixture(
    scope="module",
    params=others_in_the_deep_run(OUTLINES, ["05"]),
)
def deck(request, saved):
    """The outline and the deck of each lesson."""
    return saved(request.param)


@pytest.fixture(scope="module")
def one(saved):
    """One deck, for what all decks have in common."""
    return saved("05")


def opened(page, path, query=""):
    """The deck in the page; what it asks for and what goes wrong is collected in page.wrong."""
    page.wrong = []
    page.on(
        "request", lambda r: page.wrong.append(r.url) if not r.url.startswith(("file:", "data:", "about:")) else None
    )
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(path.as_uri() + query)
    come_true(page, "window.Reveal && Reveal.isReady()")
    return page


def each_slide(page):
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("n => Reveal.slide(n)", number)
        yield number + 1


def test_no_slide_overflows_or_covers_itself(page, deck):
    opened(page, deck[1]).add_style_tag(content=".reveal{font-family:'DejaVu Sans'!important}")
    for wide, tall in SIZES:
        page.set_viewport_size({"width": wide, "height": tall})
        page.evaluate("Reveal.layout()")
        found = {n: page.evaluate(OUT) + page.evaluate(COVERED) for n in each_slide(page)}
        assert {n: said for n, said in found.items() if said} == {}
    assert page.wrong == []


def test_what_overflows_is_found(page, one):
    opened(page, one[1]).evaluate("document.querySelector('.page h2').textContent = 'word '.repeat(300)")
    assert page.evaluate(OUT)


def test_axe_finds_nothing_on_any_slide(page, deck):
    opened(page, deck[1])
    broken = {n: [v["id"] for v in violations(page)] for n in each_slide(page)}
    assert {n: ids for n, ids in broken.items() if ids} == {}


def test_headings_and_pictures_have_words_and_grey_print_is_read(page, deck):
    opened(page, deck[1])
    assert page.locator("h1").all_text_contents() == [f"Slides of lesson {int(deck[0].number)}. {deck[0].title}"]
    for _ in each_slide(page):
        slide = page.locator("section.present")
        assert slide.locator("h2").count() == 1 and slide.locator("h2").inner_text().strip()
        assert all(len(alt.split()) > 12 for alt in slide.locator("img").evaluate_all("all => all.map(i => i.alt)"))
        assert page.evaluate(GREY) == []


def test_keys_lead_through_the_deck(page, one):
    opened(page, one[1])
    last = page.evaluate("Reveal.getTotalSlides()") - 1
    seen = []
    for key in ("Space", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate("Reveal.getIndices().h"))
    assert seen == [1, 2, 1, last, 0]
    page.keyboard.press("Shift+?")
    page.get_by_text("Keyboard Shortcuts").wait_for()


def test_focus_is_seen(page, one):
    opened(page, one[1]).keyboard.press("Tab")
    outline = page.evaluate("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
    assert outline[0] in ("A", "BUTTON") and outline[1] == "solid"


def test_notes_stand_beside_the_slide_when_asked_for(page, one):
    opened(page, one[1])
    notes = page.locator(".speaker-notes")
    at = next(
        n
        for n in range(page.evaluate("Reveal.getTotalSlides()"))
        if page.evaluate("n => !!Reveal.getSlide(n).querySelector('.notes')", n)
    )
    page.evaluate("n => Reveal.slide(n)", at)
    assert not notes.is_visible()
    page.keyboard.press("t")
    notes.get_by_text(re.compile(r"instructor|estimate", re.I)).first.wait_for()
    box, slide = notes.bounding_box(), page.locator("section.present .page").bounding_box()
    assert slide["x"] >= 0 and slide["x"] + slide["width"] <= box["x"] + 1
    page.keyboard.press("t")
    notes.wait_for(state="hidden")


def test_nothing_moves(page, one):
    page.emulate_media(reduced_motion="reduce")
    opened(page, one[1]).keyboard.press("Space")
    assert page.evaluate("document.getAnimations().length") == 0
    times = page.evaluate(
        "[...document.querySelectorAll('.slides, .slides section, .page')].map(e => parseFloat(getComputedStyle(e).transitionDuration))"
    )
    assert set(times) == {0}


def pages(page, path, query=""):
    """Pages of the PDF that printing gives, and slides."""
    opened(page, path, query)
    if query:  # Reveal is ready before its pages are
        ready = (
            "Reveal.getTotalSlides() > 0 && document.querySelectorAll('.pdf-page').length === Reveal.getTotalSlides()"
        )
        come_true(page, ready)
    total = page.evaluate("Reveal.getTotalSlides()")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)), total


def test_printing_gives_one_page_a_slide(page, deck):
    printed, total = pages(page, deck[1])
    assert printed == total > 5


def test_the_print_view_gives_one_page_a_slide_too(page, one):
    printed, total = pages(page, one[1], "?view=print")
    assert printed == total > 5


def test_the_speakers_window_follows_the_deck(page, one):
    opened(page, one[1])
    page.evaluate("Reveal.slide(2)")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    popup.value.get_by_text("For the instructor").wait_for()
    page.keyboard.press("Space")
    popup.value.get_by_text("4 minutes").wait_for()
    assert json.loads(popup.value.evaluate("JSON.stringify([...document.querySelectorAll('iframe')].length)")) == 2


def test_names_in_four_scripts_are_drawn_on_slides(page, saved):
    opened(page, saved("02")[1])
    for part in ("h1, .page h2", ".page p, .page li"):
        page.locator(part).first.evaluate("(e, names) => { e.textContent = names }", ALL)
    assert lost(page, ".reveal h1, .reveal h2, .reveal p, .reveal li") == ""
