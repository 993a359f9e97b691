"""Exercises in the pages of the book, in Chromium: answered, hinted at, kept, saved, brought back and erased."""

import json
import re
from html import unescape

import pytest
from axe import WCAG, violations
from chromium import come_true

from courseutils.checks import answer_to
from courseutils.exercises import exercise, exercises, lessons, questions, tasks_of
from courseutils.teach.site import answerdata

pytestmark = [pytest.mark.full, pytest.mark.usefixtures("values_once")]
KEY = "georgia2008-progress-1"
LONG = " ".join(f"word{n}" for n in range(60))
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });"


def look(page, address: str):
    """Open a page; its maps and pictures may come later."""
    page.goto(address, wait_until="domcontentloaded")


def form(page, exercise_id: str):
    return page.locator(f"#answer-{exercise_id}")


def reply(page, exercise_id: str) -> str:
    return form(page, exercise_id).locator(".reply").inner_text()


def check(page, exercise_id: str, answer) -> str:
    """Give an answer as a student does, press Check, read the reply."""
    here = form(page, exercise_id)
    if isinstance(answer, dict):
        for key, label in answer.items():
            here.get_by_label(str(key), exact=True).select_option(label)
    elif here.locator("[type=radio]").count():
        here.get_by_label(answer, exact=True).check()
    else:
        here.get_by_role("textbox").fill(answer)
    here.get_by_role("button", name="Check").click()
    return reply(page, exercise_id)


def in_python(exercise_id: str, answer) -> str:
    """The reply of the notebook, with its state before it, as the page shows it."""
    told = answer_to(exercise(exercise_id), answer)
    words = re.sub(r"^Right[.:] *", "", told.message) if told.state == "right" else told.message
    words = words[:1].upper() + words[1:] if told.state == "right" else words
    read = f" (Your answer: {told.given})" if told.given and exercise(exercise_id).kind == "number" else ""
    return f"{exercise_id}: {told.state}. {words}{read}"


def kept(page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


# As files


@pytest.mark.parametrize("lesson", lessons())
def test_every_exercise_of_a_lesson_has_a_form_in_place_of_its_check(book, lesson):
    text = (book / f"lesson-{lesson}.html").read_text(encoding="utf-8")
    wanted = [task.id for task in tasks_of(lesson)]
    assert re.findall(r'<form class="answer" id="answer-([^"]+)"', text) == wanted
    assert all(text.count(f'id="exercise-{name}"') == 1 for name in wanted)
    bare = unescape(re.sub(r"<script.*?</script>|<[^>]+>", "", text, flags=re.S))
    assert not re.search(r'(?m)^check\("|Stuck\? Run', bare)
    data = json.loads(re.search(r'id="answer-data">(.*?)</script>', text)[1])
    assert data == json.loads(json.dumps(answerdata.exported(tasks_of(lesson))))


def test_what_is_right_is_not_found_by_the_search(book):
    index = (book / "searchindex.js").read_text(encoding="utf-8")
    assert '"comma"' in index  # a form is read
    assert "two_numbers" not in index  # its data are not


# In Chromium

ANSWERS = [
    *(("05-1", a) for a in ("706.6", "706,6 square km", "0.06", "1,234", "\u2212706.6", "nonsense")),
    *(
        ("05-2", a)
        for a in (
            "Ali, Karaleti, Kvenatkotsa, Nabakhtevi, Nadarbazevi, Ptsa, Shavshvebi, Variani",
            "Karaleti",
            "Varani",
        )
    ),
    *(("05-3", a) for a in ("6.6", "7.1874", "7.1876")),
    *(("05-4", a) for a in ("cannot tell", "nearer", "farther")),
    *(("05-6", a) for a in ("Кицниси; ძევერა", "Gori")),
]


@pytest.mark.parametrize("way", ["http", "folder"])
def test_a_lesson_replies_as_the_notebook_does(page, book, served, way):
    look(page, f"{served}lesson-05.html" if way == "http" else (book / "lesson-05.html").as_uri())
    for name, answer in ANSWERS if way == "http" else ANSWERS[::4]:
        assert check(page, name, answer) == in_python(name, answer)
    look(page, page.url.replace("-05", "-02"))
    wanted = exercise("02-4").expected.get({})
    for answer in ({"Дзау": "Russian"}, {"Дзау": ""}, wanted):
        assert check(page, "02-4", answer).startswith("02-4: ")
    assert reply(page, "02-4") == in_python("02-4", wanted)
    look(page, page.url.replace("-02", "-06"))
    assert check(page, "06-2", "tuvalu, VANUATU") == in_python("06-2", "Tuvalu, Vanuatu")


def test_blanks_and_faults_are_said_and_marked(page, book):
    look(page, (book / "lesson-05.html").as_uri())
    field = form(page, "05-1").get_by_role("textbox")
    for answer, state in (("", "not attempted"), ("  ", "not attempted"), ("near", "cannot tell"), ("9", "not yet")):
        assert check(page, "05-1", answer).startswith(f"05-1: {state}. ")
        assert field.get_attribute("aria-invalid") == (None if state == "not yet" else "true")
    form(page, "05-4").get_by_role("button", name="Check").click()
    assert reply(page, "05-4").startswith("05-4: not attempted. ")
    assert "05-4" not in kept(page)["exercises"] and kept(page)["exercises"]["05-1"]["state"] == "not yet"


def test_by_keys_alone_from_the_field_to_the_last_hint(page, book):
    look(page, (book / "lesson-05.html").as_uri())
    here = form(page, "05-1")
    here.get_by_role("textbox").focus()
    page.keyboard.type("706.6")
    page.keyboard.press("Enter")
    assert reply(page, "05-1").startswith("05-1: right. ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check 05-1"
    page.keyboard.press("Tab")
    for number in (1, 2, 3):
        assert page.evaluate("document.activeElement.textContent") == f"Hint {number} of 3 for 05-1"
        page.keyboard.press("Enter")
        assert here.locator(".hints p").last.inner_text() == f"Hint {number} of 3: {exercise('05-1').hints[number - 1]}"
    page.keyboard.press("Enter")
    assert here.locator(".hints p").count() == 3 and kept(page)["exercises"]["05-1"]["hints"] == 3
    form(page, "05-4").get_by_label("nearer").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert reply(page, "05-4") == in_python("05-4", "farther")


def test_a_text_is_counted_kept_while_it_is_written_and_never_judged(page, book):
    look(page, (book / "lesson-05.html").as_uri())
    here = form(page, "05-5")
    assert here.get_by_role("button", name="Check").count() == 0 and "person reads it" in here.inner_text()
    area = here.get_by_role("textbox")
    area.fill("About 1,190 well-known men - no more - left [2].")
    assert here.locator(".words").inner_text() == "7 words so far"
    area.fill(LONG)
    area.blur()
    assert reply(page, "05-5") == in_python("05-5", LONG)
    area.fill(LONG + " more")
    page.reload(wait_until="domcontentloaded")  # sooner than a pause in writing
    assert form(page, "05-5").get_by_role("textbox").input_value() == LONG + " more"
    assert kept(page)["exercises"]["05-5"]["state"] == "written"


def test_what_is_done_is_counted_kept_and_stays(page, served):
    look(page, f"{served}lesson-05.html")
    line = page.locator(".so-far .count")
    assert line.inner_text() == "0 of 8 exercises right or written on this device."
    check(page, "05-3", "6.6")
    check(page, "05-4", "nearer")
    check(page, "05-3", "21")  # another try does not undo it
    quiz = page.locator("#quiz-05-q1")
    quiz.locator("input").first.check()
    page.reload(wait_until="domcontentloaded")
    assert line.inner_text() == "1 of 8 exercises right or written on this device."
    assert form(page, "05-3").get_by_role("textbox").input_value() == "6.6" and reply(page, "05-3") == in_python(
        "05-3", "6.6"
    )
    assert reply(page, "05-4") == in_python("05-4", "nearer") and form(page, "05-4").get_by_label("nearer").is_checked()
    page.get_by_role("link", name="All exercises and what is kept").click()
    page.wait_for_url("**/progress.html")
    states = dict(page.locator("[data-state-of]").evaluate_all("all => all.map(e => [e.dataset.stateOf, e.innerText])"))
    assert set(states) == {*exercises(), *questions()}
    assert states["05-3"] == "right" and states["05-4"] == "not yet" and states["05-5"] == "not attempted"
    assert states["05-q1"] == ("right" if questions()["05-q1"].options[0].get("right") else "not yet")
    page.get_by_role("link", name="05-4", exact=True).click()
    page.wait_for_url("**/lesson-05.html#exercise-05-4")
    assert form(page, "05-4").get_by_label("nearer").is_checked()


def test_progress_is_saved_as_a_file_erased_and_brought_back(page, served, tmp_path):
    look(page, f"{served}lesson-05.html")
    check(page, "05-3", "6.6")
    check(page, "05-4", "nearer")
    form(page, "05-5").get_by_role("textbox").fill(LONG)
    look(page, f"{served}progress.html")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert file.name == "georgia2008-progress.json" and saved["exercises"]["05-5"]["answer"] == LONG
    page.evaluate("localStorage.setItem('georgia2008-run-1', '{}'); localStorage.setItem('another', 'stays')")
    dialog, status = page.get_by_role("dialog"), page.locator(".keeping [role=status]")
    page.get_by_role("button", name="Erase everything").click()
    page.keyboard.press("Escape")
    status.get_by_text("Nothing was erased.").wait_for()
    assert kept(page)["exercises"]["05-3"]["state"] == "right"
    page.get_by_role("button", name="Erase everything").click()
    assert dialog.evaluate("d => d.contains(document.activeElement) && document.activeElement.value") == "keep"
    dialog.get_by_role("button", name="Erase", exact=True).click()
    status.get_by_text("Everything was erased.").wait_for()
    assert [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("georgia")] == []
    assert page.evaluate("localStorage.getItem('another')") == "stays"
    look(page, f"{served}lesson-05.html")
    check(page, "05-4", "cannot tell")
    check(page, "05-3", "21")
    look(page, f"{served}progress.html")
    page.get_by_label("Bring back a saved file").set_input_files(file)
    come_true(page, "document.querySelector('.keeping [role=status]').textContent.includes('were read')")
    assert "Another answer stands here already in 05-3, 05-4" in status.inner_text()
    states = {name: entry["state"] for name, entry in kept(page)["exercises"].items()}
    assert states == {"05-3": "right", "05-4": "right", "05-5": "written"}


def test_a_foreign_file_changes_nothing(page, served, tmp_path):
    look(page, f"{served}progress.html")
    for text in ("no json", '{"form": "something else"}', "null", '{"form": "georgia2008-progress", "version": 9}'):
        (tmp_path / "file.json").write_text(text, encoding="utf-8")
        page.evaluate("document.querySelector('.keeping [role=status]').textContent = ''")
        page.get_by_label("Bring back a saved file").set_input_files(tmp_path / "file.json")
        page.get_by_text("This file was not saved by this page; nothing was changed.").wait_for()
        assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("text", ["{broken", '{"form": "georgia2008-progress", "version": 2, "exercises": {}}'])
def test_a_damaged_value_breaks_no_page_and_is_put_aside(page, served, text):
    look(page, f"{served}use.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    look(page, f"{served}lesson-05.html")
    assert check(page, "05-3", "6.6") == in_python("05-3", "6.6")
    assert kept(page)["exercises"]["05-3"]["state"] == "right"
    aside = [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith(f"{KEY}-aside-")]
    assert [page.evaluate("key => localStorage.getItem(key)", key) for key in aside] == [text]


@pytest.mark.parametrize(
    "refusal", [REFUSED, "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"]
)
def test_where_the_browser_keeps_nothing_the_page_works_and_says_so(page, served, refusal):
    page.add_init_script(refusal)
    look(page, f"{served}lesson-05.html")
    assert "This browser keeps nothing for this page" in page.locator(".so-far").inner_text()
    assert check(page, "05-3", "6.6") == in_python("05-3", "6.6")
    assert page.locator(".so-far .count").inner_text() == "1 of 8 exercises right or written on this device."
    look(page, f"{served}progress.html")
    assert "keeps nothing" in page.locator(".so-far").inner_text()
    assert set(page.wrong) <= {"no"}  # the theme and Sphinx ask for the store, too, and only their own things fail
    page.wrong.clear()


def test_without_javascript_a_form_says_what_is_missing(chromium, book):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    look(page, (book / "lesson-05.html").as_uri())
    assert page.locator("#answer-05-1 input:visible").count() == 0
    assert "With JavaScript switched on, this page checks your answer." in form(page, "05-1").inner_text()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_with_their_replies_are_clean(page, served, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    look(page, f"{served}lesson-05.html")
    for name, answer in (("05-1", "near"), ("05-2", "Karaleti"), ("05-3", "6.6"), ("05-4", "nearer")):
        check(page, name, answer)
        form(page, name).get_by_role("button", name="Hint").click()
    form(page, "05-4").get_by_role("button", name="Check").click()
    found = violations(page, WCAG, part=".answer")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    look(page, f"{served}progress.html")
    page.get_by_role("button", name="Erase everything").click()
    found = violations(page, WCAG, part="dialog")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def how_many_fields(task) -> int:
    if task.kind == "labels":
        return len(task.expected.get({}))
    return len(task.options) if task.kind == "choice" else 1


def test_every_field_has_a_name_of_its_own_within_its_exercise(page, book):
    for lesson in lessons():
        look(page, (book / f"lesson-{lesson}.html").as_uri())
        for task in tasks_of(lesson):
            group = page.get_by_role("group", name=f"Your answer to {task.id}", exact=True)
            fields = group.locator("input, select, textarea")
            names = fields.evaluate_all("all => all.map(e => e.labels[0].innerText.trim())")
            assert all(names) and len(set(names)) == len(names) == how_many_fields(task)


def test_at_320_pixels_with_forced_colours_and_on_paper(page, book):
    page.set_viewport_size({"width": 320, "height": 700})
    look(page, (book / "lesson-02.html").as_uri())
    check(page, "02-1", "Sukhumi, Gagra, " * 30)
    check(page, "02-4", {"Дзау": "Russian"})
    form(page, "02-4").get_by_role("button", name="Hint").click(click_count=3)
    assert (
        page.locator(".answer *").evaluate_all("all => all.filter(e => e.getBoundingClientRect().right > 321).length")
        == 0
    )
    small = page.locator(".answer button, .answer select").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    page.emulate_media(forced_colors="active")
    border = "e => getComputedStyle(e).borderTopStyle + getComputedStyle(e).borderTopWidth"
    assert form(page, "02-4").evaluate(border) == form(page, "02-4").locator(".reply").evaluate(border) == "solid1px"
    page.emulate_media(forced_colors="none", media="print")
    assert page.locator(".answer button:visible, .so-far:visible").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert form(page, "02-1").locator(".on-paper").inner_text().strip() == ("Sukhumi, Gagra, " * 30).strip()
    assert "02-4: not yet." in form(page, "02-4").inner_text()
    assert form(page, "02-5").get_by_role("textbox").is_visible()
