"""One whole lesson by keys alone: contents skipped, a map entered and left, its table, a quiz, an exercise, the next lesson."""

import pytest

from courseutils.exercises import exercise, questions

pytestmark = pytest.mark.full
# What has the focus, down through the frames: is it the body, is it the same as before, does it come later in the page?
FOCUS = """() => {
  let held = document.activeElement, outer = held, inside = false;
  while (held && held.tagName === 'IFRAME' && held.contentDocument && held.contentDocument.activeElement) {
    held = held.contentDocument.activeElement; inside = true;
  }
  const box = outer.getBoundingClientRect(), last = window.lastFocus, lastHeld = window.lastHeld;
  window.lastFocus = outer; window.lastHeld = held;
  return {
    lost: !held || (held.tagName === 'BODY' && !inside), same: held === lastHeld, inside,
    later: !last || outer === last || Boolean(last.compareDocumentPosition(outer) & Node.DOCUMENT_POSITION_FOLLOWING),
    hidden: box.bottom < 0 || box.top > innerHeight, tag: held.tagName,
    name: (held.getAttribute('aria-label') || (held.labels && held.labels[0] && held.labels[0].innerText) ||
      held.textContent || held.title || '').trim(),
  };
}"""


class Keys:
    """A reader without a mouse; every step is looked at."""

    def __init__(self, page):
        page.emulate_media(reduced_motion="reduce")  # nothing is on its way when it is looked at
        self.page, self.at, self.steps = page, {}, 0

    def press(self, key: str) -> dict:
        self.page.keyboard.press(key)
        self.at = self.page.evaluate(FOCUS)
        for _ in range(20):  # a map that is still being loaded has nothing to go on to
            if key != "Tab" or self.at["tag"] != "IFRAME" or not self.at["same"]:
                break
            self.page.wait_for_timeout(250)
            self.page.keyboard.press(key)
            self.at = self.page.evaluate(FOCUS)
        self.steps += 1
        where = f"step {self.steps}, {key}: {self.at}"
        assert not self.at["lost"] and not self.at["hidden"], where
        if key == "Tab":
            assert self.at["later"] and not self.at["same"], where
        return self.at

    def tab_to(self, name: str, most: int = 60) -> dict:
        """Press Tab until what has the focus is called so."""
        passed = []
        for _ in range(most):
            passed.append(self.press("Tab")["name"][:40])
            if self.at["name"].startswith(name):
                return self.at
        raise AssertionError(f"{name!r} is not reached; passed: {passed}")


def test_a_lesson_is_done_by_keys_alone(page, served):
    keys = Keys(page)
    page.goto(f"{served}lesson-05.html")
    begin_and_skip(page, keys)
    through_a_map(page, keys)
    open_the_table(page, keys)
    answer_an_exercise(page, keys)
    answer_a_quiz(page, keys)
    keys.tab_to("Next", 400)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lesson-06.html")


def begin_and_skip(page, keys):
    assert keys.press("Tab")["name"] == "Skip to content"
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "furo-main-content"
    keys.tab_to("Download this lesson", 1)


def through_a_map(page, keys):
    """Into the first map, from place to place, a pop-up open and closed; the last Tab leaves it."""
    inside = page.locator("iframe.map").first.content_frame
    keys.tab_to("Posts next to South Ossetia")
    inside.locator(".mark").first.wait_for()
    before = inside.locator(".leaflet-map-pane").get_attribute("style")
    keys.press("ArrowRight")
    page.wait_for_timeout(400)
    assert keys.at["inside"] and inside.locator(".leaflet-map-pane").get_attribute("style") != before
    keys.tab_to("Karaleti")
    keys.press("Enter")
    inside.locator(".leaflet-popup-content").wait_for()
    assert inside.locator("[role=status]").inner_text().startswith("Karaleti")
    keys.press("Escape")
    inside.locator(".leaflet-popup-content").wait_for(state="detached")
    assert keys.at["name"].startswith("Karaleti")
    keys.tab_to("Open this map alone")
    assert not keys.at["inside"]


def open_the_table(page, keys):
    keys.tab_to("The map as a table", 4)
    keys.press("Enter")
    table = page.locator("details[open] table").first
    assert "Karaleti" in table.inner_text()
    keys.press("Tab")  # into the table, which can be wider than the page


def answer_an_exercise(page, keys):
    task = exercise("05-1")
    form, reply = page.locator("#answer-05-1"), page.locator("#answer-05-1 .reply")
    keys.tab_to("Number")
    page.keyboard.type("0.06")
    keys.press("Enter")
    assert reply.get_attribute("role") == "status" and reply.inner_text().startswith("05-1: not yet. ")
    keys.tab_to("Hint 1 of 3", 2)
    keys.press("Enter")
    assert task.hints[0] in form.locator(".hints[role=status]").inner_text()
    for name in ("Check", "Number"):
        assert keys.press("Shift+Tab")["name"].startswith(name)
    page.keyboard.press("Control+a")
    page.keyboard.type(f"{task.expected.get(task.parameters):.1f}")
    keys.press("Enter")
    assert reply.inner_text().startswith("05-1: right. ")


def answer_a_quiz(page, keys):
    """Arrows choose; what a screen reader is given of the reply changes with the choice."""
    quiz, said = page.locator("#quiz-05-q1"), set()
    assert quiz.locator("[role=status]").aria_snapshot().strip() == "- status"
    keys.tab_to("a) ", 400)
    page.keyboard.press("Space")
    for option in questions()["05-q1"].options:
        verdict = "Right." if option.get("right") else "Not this one."
        said.add(quiz.locator("[role=status]").aria_snapshot())
        assert quiz.locator("[role=status] p:visible").inner_text().startswith(verdict)
        keys.press("ArrowDown")
    assert len(said) == len(questions()["05-q1"].options)


def test_a_page_that_holds_or_loses_the_focus_is_noticed(page, served):
    keys = Keys(page)
    page.goto(f"{served}use.html")
    page.evaluate("""document.querySelector('.sidebar-search').addEventListener('keydown', e => e.preventDefault());
      document.querySelector('.sidebar-brand').addEventListener('focus', e => setTimeout(() => e.target.blur()))""")
    keys.press("Tab")
    page.keyboard.press("Tab")
    page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match="'lost': True"):
        keys.press("Shift")
    keys.press("Tab")
    with pytest.raises(AssertionError, match="'same': True"):
        keys.press("Tab")
