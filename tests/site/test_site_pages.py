"""The whole book: built once, then read as files and in Chromium, over http and from the folder."""

import re
import shutil
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from courseutils import recognised_by
from courseutils.recognition import checked_to
from courseutils.teach import lessons
from courseutils.teach.site import guidepages

pytestmark = pytest.mark.full
ROOT = Path(__file__).resolve().parents[2]
LESSONS = lessons.lesson_files(ROOT / "lessons")
OWN = (
    "index",
    "use",
    "reader",
    "instructors",
    "maps",
    "timeline",
    "claims",
    "recognition",
    "people",
    "run",
    "sources",
    "progress",
)
KINDS = (".js", ".css", ".txt")
PAGES = [*(f"lesson-{path.stem[:2]}" for path in LESSONS), *OWN, *guidepages.PAGES, "search"]


class Found(HTMLParser):
    """Ids, links, frames and headings of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.ids, self.links, self.loads, self.tags = set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append(tag)
        self.ids.add(named.get("id"))
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        for name in ("src", "href"):
            if named.get(name) and (
                tag in ("script", "img", "iframe") or (tag == "link" and "stylesheet" in named["rel"])
            ):
                self.loads.append(named[name])


def read(path: Path) -> Found:
    return Found(path.read_text(encoding="utf-8"))


def local(link: str) -> tuple[str, str]:
    """Path and fragment of a link inside the book."""
    parts = urlsplit(link)
    return unquote(parts.path), unquote(parts.fragment)


# As files


def test_every_page_and_notebook_is_there_and_the_book_is_light(book):
    assert {f"{name}.html" for name in PAGES} <= {path.name for path in book.glob("*.html")}
    assert {path.name for path in (book / "notebooks").iterdir()} == {f"{path.stem}.ipynb" for path in LESSONS}
    assert sum(path.stat().st_size for path in book.rglob("*") if path.is_file()) <= 15_000_000


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("lesson-")])
def test_a_lesson_with_all_that_it_loads_is_at_most_two_megabytes(book, name):
    seen, todo = set(), [book / f"{name}.html"]
    while todo:
        path = todo.pop()
        seen.add(path)
        if path.suffix == ".html":
            todo += [p for link in read(path).loads if (p := (path.parent / local(link)[0]).resolve()) not in seen]
    assert len(seen) > 5 and sum(path.stat().st_size for path in seen) <= 2_000_000


def test_every_link_of_the_book_leads_somewhere(book):
    pages = {path: read(path) for path in book.rglob("*.html")}
    broken = []
    for path, found in pages.items():
        for link in [*found.links, *found.loads]:
            if link.startswith(("http:", "https:", "mailto:", "data:")):
                continue
            target, fragment = local(link)
            file = (path.parent / target).resolve() if target else path
            if not file.is_file() or (fragment and file in pages and fragment not in pages[file].ids):
                broken.append((path.name, link))
    assert broken == [] and len(pages) > 40


def test_nothing_is_loaded_from_elsewhere(book):
    loads = [link for path in book.rglob("*.html") for link in read(path).loads]
    assert [link for link in loads if re.match(r"(https?:)?//", link)] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in book.rglob("*.css"))
    assert not re.search(r"url\(['\"]?(https?:)?//|@import", styles)


def test_the_licence_of_every_file_of_others_lies_in_the_book(book):
    there = {path.name.removesuffix(".txt") for path in (book / "licences").iterdir()}
    scripts = "".join(p.read_text(encoding="utf-8") for p in sorted(book.glob("_static/**/*")) if p.suffix in KINDS)
    named = set(re.findall(r"/\*!\s*\*?\s*([\w.-]+)", scripts)) - {"For"}  # for more, see a file that is there, too
    page = (book / "index.html").read_text(encoding="utf-8")
    named |= set(re.findall(r'class="(?:icon-)?(feather|tabler)-', page))
    named |= {"ant-design"} if 'viewBox="0 0 1024 1024"' in page else set()  # the size in which only those are drawn
    named |= {"leaflet", "leaflet.pattern", "leaflet.timeline", "diesal"} if (book / "maps" / "lib").is_dir() else set()
    assert {"feather", "tabler", "normalize.css"} < named
    assert {name for name in named if not any(name.startswith(text) for text in there)} == set()


def test_no_solution_stands_in_the_book(book):
    squeezed = {}
    for path in LESSONS:
        html = (book / f"lesson-{path.stem[:2]}.html").read_text(encoding="utf-8")
        squeezed[path] = re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", html)))
    hidden = 0
    for path in LESSONS:
        taught = re.sub(r"\s", "", lessons.text_of(lessons.student(lessons.read_lesson(path))).replace('\\"', '"'))
        for solution in lessons.SOLUTION.findall("\n".join(c.source + "\n" for c in lessons.read_lesson(path).cells)):
            bare = re.sub(r"\s", "", solution)
            if len(bare) > 12 and bare not in taught:
                hidden += 1
                assert bare not in squeezed[path], solution
    assert hidden > 20


def test_the_zip_holds_the_same_book(book):
    with zipfile.ZipFile(book.with_suffix(".zip")) as archive:
        assert archive.testzip() is None
        names = {name.removeprefix("georgia2008/") for name in archive.namelist()}
    assert "index.html" in names
    assert names == {p.relative_to(book).as_posix() for p in book.rglob("*") if p.is_file() and p.name[0] != "."}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_of_the_first_level_and_its_landmarks(book, name):
    text = (book / f"{name}.html").read_text(encoding="utf-8")
    assert Found(text).tags.count("h1") == 1
    assert '<html class="no-js" lang="en"' in text and 'role="main"' in text and "<footer>" in text
    assert re.search(r"<title>[^<]+</title>", text)


def test_every_map_is_named_and_told_in_words_and_as_a_table(book):
    frames = 0
    for path in book.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r'<iframe class="map" title="([^"]+)" src="(maps/[^"]+)"', text):
            after = text[found.end() : text.find("</table>", found.end())]
            assert '<details class="words">' in after and "The map as a table" in after and "<iframe" not in after
            drawn = (book / found[2]).read_text(encoding="utf-8")
            assert (
                unescape(found[1]) in unescape(re.findall("<h1>(.*?)</h1>", drawn)[0])
                and "Convention:" in drawn
                and "endorsement" in drawn
                and 'id="words"' in drawn
                and '"feature":{"name":' in drawn
            )
            frames += 1
    assert frames > 25


# In Chromium


def test_from_the_folder_maps_are_drawn_and_a_quiz_replies(page, book):
    page.goto((book / "lesson-05.html").as_uri())
    frame = page.locator("iframe.map").first
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator("path.leaflet-interactive").first.wait_for(state="attached")
    assert inside.locator(".mark").count() >= 10
    assert colours(frame.screenshot()) > 40
    quiz = page.locator("fieldset[class^=quiz-]").first
    replies = set()
    for number in range(quiz.locator("input").count()):
        quiz.locator("input").nth(number).check()
        replies.add(quiz.locator("[role=status] p:visible").inner_text())
    assert len(replies) == quiz.locator("input").count() and sum(r.startswith("Right.") for r in replies) == 1
    boxes = page.locator("a[href^='run.html#']")
    assert boxes.count() >= 1 and all(not link.is_visible() for link in boxes.all())


def test_the_check_of_a_drawn_map_fails_without_leaflet(page, book, tmp_path):
    shutil.copytree(book / "maps" / "lib", tmp_path / "lib")
    source = next((book / "maps").glob("05-*.html")).read_text(encoding="utf-8")
    (tmp_path / "map.html").write_text(source.replace("lib/leaflet.js", "lib/gone.js"), encoding="utf-8")
    page.goto((tmp_path / "map.html").as_uri())
    assert page.locator("path.leaflet-interactive").count() == 0
    assert colours(page.locator(".frame").screenshot()) <= 40
    page.wrong.clear()


def colours(png: bytes) -> int:
    """How many colours a picture has; a missing map has a few."""
    from io import BytesIO

    from PIL import Image

    return len(Image.open(BytesIO(png)).convert("RGB").getcolors(10_000_000))


def test_the_search_finds_a_lesson_from_the_folder(page, book):
    page.goto((book / "search.html").as_uri() + "?q=Karaleti")
    page.locator("#search-results li a").first.wait_for()
    assert "5. How wide is a buffer zone?" in page.locator("#search-results li a").all_inner_texts()


def test_the_map_room_is_filtered_and_says_how_many_are_left(page, book):
    page.goto((book / "maps.html").as_uri())
    everything = page.locator("[data-item]:visible").count()
    page.get_by_label("Lesson").select_option("05")
    left = page.locator("[data-item]:visible")
    assert 0 < left.count() < everything
    assert set(left.evaluate_all("all => all.map(e => e.dataset.lesson)")) == {"05"}
    assert page.locator(".filters [role=status]").inner_text() == f"Shown: {left.count()} of {everything} maps."
    assert page.locator("[data-item] iframe[src]").count() == left.locator("iframe").count()
    page.get_by_label("Lesson").select_option("03")
    drawn = page.locator("[data-item]:visible iframe").first
    drawn.scroll_into_view_if_needed()
    drawn.content_frame.locator("path.leaflet-interactive").first.wait_for(state="attached")


def test_the_recognition_explorer_shows_one_day(page, book):
    page.goto((book / "recognition.html").as_uri())
    page.get_by_label("In force on").fill("2013-01-01")
    page.locator("[data-filter=territory]").select_option("Abkhazia")
    page.get_by_label("UN member").select_option("yes")
    shown = page.locator("tbody tr:visible th").all_inner_texts()
    assert sorted(shown) == sorted(recognised_by("Abkhazia", on="2013-01-01"))
    status = page.locator(".filters [role=status]")
    assert "cannot tell" not in status.inner_text()
    page.get_by_label("In force on").fill("2030-01-01")
    assert f"checked to {checked_to().isoformat()} only" in status.inner_text()


def test_the_contents_open_and_close_by_keys_on_a_narrow_page(page, book):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto((book / "lesson-01.html").as_uri())
    button = page.get_by_role("button", name="Contents of the book")
    button.focus()
    assert page.locator(".sidebar-drawer").evaluate("e => getComputedStyle(e).visibility") == "hidden"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.get_by_role("link", name="Map room").wait_for()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"


def test_on_paper_maps_are_pictures(page, book):
    page.goto((book / "lesson-05.html").as_uri())
    assert page.locator("details.picture img:visible").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("iframe.map:visible").count() == 0
    assert page.locator("details.picture img:visible").count() == page.locator("iframe.map").count() > 0
