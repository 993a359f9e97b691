"""The policy of the book's pages: it lets the book work, over http and from the folder, and nothing else in or out."""

import json
import shutil
from pathlib import Path

import pytest
from chromium import come_true
from deep import others_in_the_deep_run
from pagerules import Read, directives, elsewhere, faults, put_in, tried, watched, without_policy

from courseutils.exercises import exercises
from courseutils.teach.site import rules, runpage

pytestmark = pytest.mark.full
# One page of each kind: plain, with maps and forms, with filters, with a search, with what is kept, with code, alone.
EVIL = "\"'></textarea></script><x-evil onclick=pwned=1><img src=x onerror=pwned=1>]]>{{7*7}} javascript:pwned=1 \u2028\u202e"
KINDS = ("index", "lesson-05", "maps", "search", "progress", "run", "article")


def test_every_page_of_the_book_keeps_to_the_rules(book):
    found = {path.name: faults(path.read_text(encoding="utf-8")) for path in sorted(book.rglob("*.html"))}
    assert len(found) > 40 and {name: told for name, told in found.items() if told} == {}


def test_only_the_page_that_runs_python_may_do_what_python_needs(book):
    plain = (book / "run.html").read_text(encoding="utf-8")
    assert not any(name in Read(plain).policies[0] for name in ("blob:", "wasm", "connect-src", "worker-src"))
    bare = without_policy(plain).replace('<div id="run-page"', f'<div id="run-page" data-python="{runpage.FOLDER}/"')
    with_python = Read(rules.ruled(bare)).policies[0]
    assert faults(rules.ruled(bare), frozenset({"blob:", "'wasm-unsafe-eval'"})) == []
    told, before = directives(with_python), directives(Read(plain).policies[0])
    assert {name for name in told if told[name] != before.get(name)} == {"script-src", "connect-src", "worker-src"}
    assert told["connect-src"] == {"'self'"} and told["worker-src"] == {"blob:"}


# In Chromium


@pytest.mark.parametrize("way", others_in_the_deep_run(["http", "folder"], ["folder"]))
def test_no_page_breaks_its_rules_while_it_is_read(page, book, served, way):
    base = served if way == "http" else book.as_uri() + "/"
    said = watched(page)
    for path in [*sorted(book.glob("*.html")), *sorted((book / "maps").glob("*.html"))[:3]]:
        page.goto(f"{base}{path.relative_to(book).as_posix()}")
        page.evaluate("document.querySelectorAll('iframe[loading]').forEach(frame => { frame.loading = 'eager' })")
    assert said == []


@pytest.mark.parametrize("way", ["http", "folder"])
def test_no_page_breaks_its_rules_while_it_is_used(page, book, served, way):
    base = served if way == "http" else book.as_uri() + "/"
    said = watched(page)
    page.goto(f"{base}index.html")
    page.get_by_placeholder("Search").first.fill("buffer <script>window.pwned = 1</script>")
    page.keyboard.press("Enter")
    page.locator("#search-results .search-summary, #search-results p").first.wait_for()
    page.goto(f"{base}lesson-05.html")
    form = page.locator("form.answer").first
    form.locator("input, select, textarea").first.press("Enter")
    form.locator("[data-do=hint]").click()
    page.locator(".theme-toggle:visible").first.click()
    page.goto(f"{base}maps.html")
    page.locator("select").first.select_option(index=1)
    page.frame_locator("iframe:visible").first.locator(".leaflet-control-zoom-in").click()
    page.goto(f"{base}progress.html")
    with page.expect_download():
        page.locator("[data-do=save]").click()
    page.locator("[data-do=erase]").click()
    page.locator("dialog button").first.click()
    page.goto(f"{base}article.html")
    page.locator(".pick").first.click()
    assert said == [] and page.evaluate("window.pwned") is None


@pytest.mark.parametrize("name", others_in_the_deep_run(KINDS, ["lesson-05", "search"]))
def test_whatever_gets_into_a_page_asks_nothing_and_runs_nothing(chromium, book, tmp_path, name):
    """From the folder, where the policy allows most: a page from a server has no other files than the server's."""
    copy = shutil.copytree(book, tmp_path / "book", ignore=shutil.ignore_patterns("pictures", "notebooks"))
    with elsewhere() as (far, asked):
        spoilt = put_in((copy / f"{name}.html").read_text(encoding="utf-8"), far)
        assert not tried(chromium.new_page(), _saved(copy / "kept.html", spoilt)) and asked == []
        assert tried(chromium.new_page(), _saved(copy / "bare.html", without_policy(spoilt)))
        assert {"/img", "/script", "/style", "/frame", "/import", "/fetch", "/image", "/form?"} <= set(asked)


def _saved(path: Path, html: str) -> str:
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("way", others_in_the_deep_run(["http", "folder"], ["http"]))
def test_what_a_saved_file_brings_back_stays_text(page, book, served, tmp_path, way):
    """The file of somebody else, who meant no good: as an answer of every exercise and as code of every box."""
    base = served if way == "http" else book.as_uri() + "/"
    ids = [*exercises(), f"{EVIL}-1", "__proto__"]
    entries = {name: {"state": "not yet", "answer": EVIL, "hints": 3} for name in ids}
    boxes = {name: {"code": EVIL, "earlier": [EVIL]} for name in [*ids, "own"]}
    saved = {"form": "georgia2008-progress", "version": 1, "exercises": entries, "code": boxes, "saved": EVIL}
    file = tmp_path / f"{EVIL.replace('/', '')[:40]}.json"
    file.write_text(json.dumps(saved), encoding="utf-8")
    said = watched(page)
    page.goto(f"{base}progress.html")
    page.get_by_label("Bring back a saved file").set_input_files(file)
    come_true(page, "document.querySelector('.keeping [role=status]').textContent.includes('were read')")
    kept = 0
    for name in ("progress", "lesson-05", "run"):
        page.goto(f"{base}{name}.html")
        kept += page.evaluate(
            "[...document.querySelectorAll('input, textarea')].filter(e => /<x-evil/.test(e.value)).length"
        )
        assert page.locator("x-evil, img[src=x]").count() == 0
        assert page.evaluate("[window.pwned, ({}).code, ({}).state]") == [None, None, None]
    assert said == [] and kept > 3
