"""Pages that stand alone: each has a policy, asks no other computer for anything, and runs no script but its own."""

import re
import shutil
import threading
from functools import cache

import pytest
from classmarks import a_class, marked
from deep import others_in_the_deep_run
from pagerules import directives, elsewhere, faults, put_in, tried, watched, without_policy
from readlessons import OUTLINES
from timemaps import specimen

from courseutils.briefs import brief
from courseutils.maps import Map, web_map
from courseutils.readers import reader
from courseutils.teach import build
from courseutils.teach.deck import page as deck
from courseutils.teach.deck import slides
from courseutils.teach.handout import sheet, twin
from courseutils.teach.marking import written
from courseutils.teach.marking.feedback import write_feedback
from courseutils.teach.marking.tables import write_tables
from courseutils.teach.releasing import chosen, mistakes


def _brief():
    return brief("Two towns", "Talks opened [1]. " * 60, Map("Towns").add(["Gori"]), ["civil-geneva-2008-10-15"])


def _deck(notes: bool) -> str:
    return deck.page(slides.make(OUTLINES["00"], {}), "00", "A lesson", notes)


def _map(m) -> str:
    return web_map(m).get_root().render()


# Every kind of page that is made outside the book, which tests/site looks at; the pages of marking follow below.
KINDS = {
    "map": lambda: _map(Map("Towns").add(["Gori"], name="Towns")),
    "map in time": lambda: _map(specimen()),
    "reader": lambda: reader().html,
    "brief": lambda: _brief().html(),
    "peer review": lambda: _brief().review_html(),
    "handout": lambda: twin.html(sheet.make(OUTLINES["00"]), None),
    "slides": lambda: _deck(False),
    "slides with notes": lambda: _deck(True),
    "answers and mistakes": lambda: mistakes.page(chosen.choose("0", build.root() / "lessons")),
}
MARKING = ("feedback", "class page")
ALWAYS = ("map in time", "reader", "brief", "slides with notes", "feedback")  # what the others have, these have, too


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Gives the page of a kind as text, made once."""
    folder = tmp_path_factory.mktemp("marks")
    write_feedback(a_class(), folder)
    (own,) = (folder / "feedback").glob("Ana*")
    found = dict(zip(MARKING, (own, folder / "index.html"), strict=True))
    return cache(lambda kind: found[kind].read_text(encoding="utf-8") if kind in found else KINDS[kind]())


@pytest.mark.parametrize("kind", [*KINDS, *MARKING])
def test_a_page_has_a_policy_no_handler_and_nothing_from_elsewhere(made, kind):
    html = made(kind)
    assert faults(html) == []
    assert "form-action 'none'" in html and "file:" not in html.partition("<title>")[0].replace(
        "frame-src 'self' file:", ""
    )


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (without_policy, "0 policies"),
        (lambda html: html.replace("object-src 'none'; ", ""), "object-src is not 'none'"),
        (lambda html: html.replace("img-src data:", "img-src data: https:"), "https: in img-src"),
        (lambda html: html.replace("script-src ", "script-src 'unsafe-inline' "), "'unsafe-inline' in script-src"),
        (lambda html: html.replace("<main>", '<main onclick="go()">'), "onclick in <main>"),
        (lambda html: html.replace("<main>", '<main><a href="java\nscript:go()">x</a>'), "java\nscript:go()=in <a>"),
        (lambda html: html.replace("<main>", "<main><script>go()</script>"), "no sum for 'go()'"),
        (lambda html: html.replace("<main>", '<main><img src="//a.example/x.png">'), "//a.example/x.png in <img>"),
        (lambda html: html.replace("<meta charset", '<link rel="icon" href="a.png"><meta charset'), "link before"),
    ],
    ids=range(9),
)
def test_each_fault_is_found(made, spoilt, fault):
    (said,) = faults(spoilt(made("map")))
    assert said.replace("href=", "").startswith(fault.replace("=in", " in")) or fault in said


def test_the_page_for_written_answers_has_its_policy_in_its_head_of_the_reply():
    rules = directives(written._HEADERS["Content-Security-Policy"])
    assert rules["frame-ancestors"] == rules["default-src"] == rules["base-uri"] == rules["form-action"] == {"'none'"}
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == {"'self'"}
    html = (written._FOLDER / "written.html").read_text(encoding="utf-8")
    assert not re.search(r"\son\w+=|<style|<script(?! src=)|//", html)


# In Chromium ----------------------------------------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.parametrize("kind", others_in_the_deep_run([*KINDS, *MARKING], ALWAYS))
def test_a_clean_page_breaks_no_rule_when_it_is_used(page, made, tmp_path, kind):
    (tmp_path / "page.html").write_text(made(kind), encoding="utf-8")
    said = watched(page)
    page.goto((tmp_path / "page.html").as_uri())
    for part in page.locator("button:visible, summary:visible, path[role=button]").all()[:8]:
        part.dispatch_event("click")
    for key in ("Tab", "ArrowRight", "Tab", "End", "Escape"):
        page.keyboard.press(key)
    page.emulate_media(media="print")
    page.wait_for_timeout(100)
    assert said == []


@pytest.mark.full
@pytest.mark.parametrize("kind", others_in_the_deep_run([*KINDS, *MARKING], ALWAYS))
def test_whatever_gets_into_a_page_asks_nothing_and_runs_nothing(browser, made, tmp_path, kind):
    with elsewhere() as (far, asked):
        spoilt = put_in(made(kind), far)
        for name, html in (("kept", spoilt), ("bare", without_policy(spoilt))):
            (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        kept, bare = browser.new_page(), browser.new_page()
        assert not tried(kept, (tmp_path / "kept.html").as_uri())
        assert asked == []
        # Without its policy the same page asks in every way that was put in.
        assert tried(bare, (tmp_path / "bare.html").as_uri())
        assert {"/img", "/script", "/style", "/frame", "/import", "/fetch", "/image", "/form?"} <= set(asked)


@pytest.mark.full
def test_whatever_gets_into_the_page_for_written_answers_asks_nothing_and_runs_nothing(browser, tmp_path, monkeypatch):
    write_tables([marked("1", "Nino")], tmp_path)
    pages = tmp_path / "pages"
    shutil.copytree(written._FOLDER, pages)
    monkeypatch.setattr(written, "_FOLDER", pages)
    with elsewhere() as (far, asked), written.Server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        html = (pages / "written.html").read_text(encoding="utf-8")
        (pages / "written.html").write_text(put_in(html, far), encoding="utf-8")
        assert not tried(browser.new_page(), server.url)
        assert asked == []
        monkeypatch.delitem(written._HEADERS, "Content-Security-Policy")
        assert tried(browser.new_page(), server.url)
        assert {"/img", "/script", "/fetch"} <= set(asked)
        server.shutdown()
