"""Pictures of maps and pages look as their references do, and no longer do so when one layer is taken away."""

import threading

import pytest
from classmarks import a_class, marked
from likeness import FOLDER, ONE_FONT, must_be_missed, must_look_like
from timemaps import lesson_map

from courseutils import reader
from courseutils.maps import Map, static_map, web_map
from courseutils.teach import handouts, slides
from courseutils.teach.build import root
from courseutils.teach.handout import sheet, twin
from courseutils.teach.marking.feedback import write_feedback
from courseutils.teach.marking.results import save
from courseutils.teach.marking.written import Server, write_again
from courseutils.teach.outline import read_outline

pytestmark = pytest.mark.full
LESSONS = root() / "lessons"
HIDE = "(all => all.forEach(e => { e.style.visibility = 'hidden' }))"


def three_towns(viewpoint: str, *towns: str) -> Map:
    """The map of lesson 3, in one of the conventions that may stand alone."""
    m = Map("The places of paragraphs 2 to 5", viewpoint=viewpoint, area="georgia")
    return m.add(list(towns or ("Tbilisi", "Sukhumi", "Tskhinvali")), name="Seats of government")


def opened(page, where: str, ready: str, size=(830, 620)):
    """The page at an address, when what is named is there and nothing moves."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(where)
    page.locator(ready).first.wait_for(state="attached")
    page.evaluate(ONE_FONT)
    page.evaluate(
        "() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 200))))"
    )
    return page


def compared(page, name: str, layer: str):
    """The page looks as its reference, and without a layer it does not."""
    must_look_like(page.screenshot(), name)
    assert page.locator(layer).count() > 0
    page.locator(layer).evaluate_all(HIDE)
    must_be_missed(page.screenshot(), name)


def written(tmp_path, text: str) -> str:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.mark.parametrize(
    "viewpoint, layer", [("un", "path[fill^='url']"), ("on_the_ground", "path[stroke-dasharray]")], ids=["un", "ground"]
)
def test_a_map_of_lesson_3_in_two_conventions(page, tmp_path, viewpoint, layer):
    web_map(three_towns(viewpoint)).save(str(tmp_path / "map.html"))
    opened(page, (tmp_path / "map.html").as_uri(), ".folium-map path")
    compared(page, f"map-{viewpoint.replace('_', '-')}", layer)


def test_a_map_in_time(page, tmp_path):
    web_map(lesson_map("06")).save(str(tmp_path / "map.html"))
    opened(page, (tmp_path / "map.html").as_uri(), "input[type=range]", (830, 700))
    page.get_by_role("button", name="Next event").click()
    compared(page, "map-in-time", '.leaflet-map-pane [aria-label^="Russia"]')


def test_the_reader(page, tmp_path):
    opened(page, written(tmp_path, reader().html), "#map path", (1280, 720))
    compared(page, "reader", "#map .leaflet-map-pane")


def test_a_picture_of_a_map():
    must_look_like(static_map(three_towns("un")).png(), "map-picture")
    must_be_missed(static_map(three_towns("un", "Tbilisi")).png(), "map-picture")


def test_a_picture_that_differs_is_kept_for_a_look(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    must_look_like((FOLDER / "map-picture.png").read_bytes(), "map-picture")
    with pytest.raises(AssertionError, match=r"slide differs by .* Look at .*slide\.now\.png"):
        must_look_like((FOLDER / "map-picture.png").read_bytes(), "slide")
    assert (tmp_path / "slide.now.png").is_file()


def test_a_slide(page, tmp_path):
    deck = slides.deck(read_outline(LESSONS / "03_whose_border.py"), LESSONS)
    opened(page, written(tmp_path, deck), ".reveal.ready", (1280, 720))
    page.evaluate("() => Reveal.slide(Reveal.getSlides().findIndex(e => e.querySelector('img')))")
    compared(page, "slide", "section.present img")


def test_a_handout(page, tmp_path):
    outline = read_outline(LESSONS / "02_put_the_places_on_the_map.py")
    text = twin.html(sheet.make(outline), handouts.picture_of(outline, LESSONS))
    opened(page, written(tmp_path, text), "img", (900, 760))
    compared(page, "handout", "img")


def test_feedback_for_a_student(page, tmp_path):
    write_feedback(a_class(), tmp_path)
    (path,) = (tmp_path / "feedback").glob("Ana*")
    opened(page, path.as_uri(), "table", (900, 700))
    compared(page, "feedback", "table")


def test_the_page_for_written_answers(page, tmp_path):
    save([marked("1", "Nino Gelashvili"), marked("3", "Alan Dzhioev", text="Another answer. " * 20)], tmp_path)
    assert write_again(tmp_path) == 0
    with Server(tmp_path) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        opened(page, running.url, "#work:not([hidden])", (900, 800))
        compared(page, "written-answers", "#levels")
        running.shutdown()
        thread.join()
