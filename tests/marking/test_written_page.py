"""The page for written answers: who may ask, what is kept through a kill, hostile text, keys, and how it looks."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe import violations
from classmarks import EVIL, GOOD_TEXT, marked, written_of
from playwright.sync_api import expect

from courseutils.teach.marking import levels
from courseutils.teach.marking.pages import visible
from courseutils.teach.marking.results import save
from courseutils.teach.marking.tables import write_tables
from courseutils.teach.marking.written import Server, serve, write_again

ROOT = Path(__file__).resolve().parents[2]
FIVE, SIX = written_of("05"), written_of("06")


def class_() -> list:
    return [
        marked("1", "Nino Gelashvili"),
        marked("1", "Nino Gelashvili", "06"),
        marked("2", "Ana Dzidzaria", text=""),
        marked("3", "Alan Dzhioev", text="Another answer. " * 20),
    ]


def written_points(out: Path) -> dict[tuple[str, str], tuple[int, str]]:
    """Level (0 to 3) and comment by (student, exercise), for the answers that have been read."""
    return {key: (given.level, given.comment) for key, given in levels.read(out).items() if given.level is not None}


@pytest.fixture
def out(tmp_path):
    save(class_(), tmp_path)
    assert write_again(tmp_path) == 0
    return tmp_path


@pytest.fixture
def server(out):
    with serving(out) as running:
        yield running


@contextmanager
def serving(out):
    """The page of a folder of marks; the server has ended afterwards, whatever came of the test."""
    with Server(out) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def ask(server, path="", value=None, method=None, **headers):
    """Status and content of a request; by default one that our own page would make."""
    own = {"Host": server.host, "Origin": f"http://{server.host}", "Content-Type": "application/json"}
    own |= {name.replace("_", "-"): text for name, text in headers.items()}
    body = value if isinstance(value, bytes) else None if value is None else json.dumps(value).encode("utf-8")
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method or ("GET" if value is None else "POST"), f"/{server.token}/{path}", skip_host=True)
    for name, text in {**own, **({"Content-Length": str(len(body))} if body is not None else {})}.items():
        if text is not None:
            connection.putheader(name, text)
    connection.endheaders(body)
    reply = connection.getresponse()
    content = reply.read()
    connection.close()
    return reply.status, content, reply.headers


def answers(server) -> list[dict]:
    return json.loads(ask(server, "answers")[1])["answers"]


# Who may ask ----------------------------------------------------------------------------------------------------------


def test_it_listens_on_this_computer_alone_and_each_address_is_a_secret_of_its_own(server, out):
    assert server.server_address[0] == "127.0.0.1" and len(server.token) >= 32
    with Server(out) as another:
        assert another.token != server.token and another.server_port != server.server_port


@pytest.mark.parametrize("path", ["/", "/x/", "/{wrong}/", "/{wrong}/answers", "//", "/../{token}/", "x", "/%00/"])
def test_nothing_is_served_without_the_secret(server, path):
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        asked = path.format(token=server.token, wrong=server.token[:-1] + "x")
        line.sendall(f"GET {asked} HTTP/1.0\r\nHost: {server.host}\r\n\r\n".encode())
        reply = line.makefile("rb").read()
    assert reply.startswith(b"HTTP/1.0 40") and server.token.encode() not in reply and b"Nino" not in reply


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "", None, "127.0.0.1:1"])
def test_another_host_name_is_refused_so_that_no_rebound_name_gets_in(server, host):
    assert ask(server, "answers", Host=host)[0] == 403
    assert ask(server, "save", {"id": answers(server)[0]["id"], "level": 1}, Host=host)[0] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", None, "http://127.0.0.1", "https://{host}", "http://localhost:1"]
)
def test_another_origin_can_save_nothing(server, out, origin):
    origin = origin.format(host=server.host) if origin else None
    first = answers(server)[0]["id"]
    assert ask(server, "save", {"id": first, "level": 3}, Origin=origin)[0] == 403
    assert ask(server, "finish", {}, Origin=origin)[0] == 403
    assert written_points(out) == {}


def test_requests_that_another_site_makes_the_browser_send_are_refused(server):
    assert ask(server, "answers", Sec_Fetch_Site="cross-site")[0] == 403
    assert ask(server, "answers", Sec_Fetch_Site="same-site")[0] == 403
    assert ask(server, "answers", Sec_Fetch_Site="same-origin")[0] == 200


PATHS = [
    "../written.py",
    "..%2f..%2fwritten.py",
    "written.html",
    "marks.csv",
    ".marking/marked.json",
    "/etc/passwd",
    "page/",
    "answer/../../x",
    "%2e%2e/written.py",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_other_file_is_served(server, path):
    status, content, _ = ask(server, path)
    assert status in (400, 404) and len(content) < 200


def test_every_reply_forbids_foreign_content_frames_and_guessing_of_types(server):
    for path in ("", "written.js", "written.css", "answers", "names", f"answer/{answers(server)[0]['id']}", "nothing"):
        headers = ask(server, path)[2]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"] and headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers and headers["Referrer-Policy"] == "no-referrer"


# What is kept ---------------------------------------------------------------------------------------------------------


def test_answers_come_by_exercise_and_without_names(server):
    status, content, _ = ask(server, "answers")
    assert status == 200 and b"Nino" not in content and b"Alan" not in content
    assert [a["exercise"] for a in json.loads(content)["answers"]] == [FIVE, FIVE, SIX]
    assert sorted(json.loads(ask(server, "names")[1]).values()) == [
        "Alan Dzhioev (3)", "Nino Gelashvili (1)", "Nino Gelashvili (1)"
    ]  # fmt: skip


def test_a_decision_is_on_the_disk_when_the_reply_comes(server, out):
    first = next(a for a in answers(server) if a["text"] == GOOD_TEXT)
    status, content, _ = ask(server, "save", {"id": first["id"], "level": 2, "comment": "Who says so?"})
    assert (status, json.loads(content)) == (200, {"left": 2})
    assert written_points(out) == {("1", FIVE): (2, "Who says so?")}
    assert (out / "written.jsonl").stat().st_mode & 0o077 == 0


def test_the_last_decision_counts_and_the_file_only_grows(server, out):
    first = next(a for a in answers(server) if a["text"] == GOOD_TEXT)["id"]
    before = b""
    for level in (1, 3, None, 0):
        ask(server, "save", {"id": first, "level": level, "comment": ""})
        content = (out / "written.jsonl").read_bytes()
        assert content.startswith(before) and len(content) > len(before)
        before = content
        assert written_points(out) == ({} if level is None else {("1", FIVE): (level, "")})


BAD = [
    {}, [], None, "x", {"id": 7, "level": 1}, {"id": "x", "level": 1}, {"level": 4}, {"level": -1}, {"level": "2"}, {"level": True},
    {"level": 2.0}, {"level": 1, "comment": 7}, {"level": 1, "comment": "x" * 2_001},
]  # fmt: skip


@pytest.mark.parametrize("asked", BAD)
def test_what_makes_no_sense_is_refused_with_a_sentence_and_not_kept(server, out, asked):
    if isinstance(asked, dict) and asked and "id" not in asked:
        asked = {"id": answers(server)[0]["id"], **asked}
    status, content, _ = ask(server, "save", b"null" if asked is None else asked)
    assert status == 400 and json.loads(content)["why"].endswith(".")
    assert not (out / "written.jsonl").exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b"x" * 64_001])
def test_broken_and_oversized_bodies_are_refused(server, out, body):
    assert ask(server, "save", body)[0] == 400
    assert not (out / "written.jsonl").exists() and ask(server, "answers")[0] == 200


def test_only_json_is_taken_which_no_form_of_another_page_can_send(server, out):
    body = {"id": answers(server)[0]["id"], "level": 1}
    assert ask(server, "save", body, Content_Type="text/plain")[0] == 400
    assert not (out / "written.jsonl").exists()


def test_a_full_disk_is_said_and_nothing_is_called_saved(server, out, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    first = answers(server)[0]["id"]
    monkeypatch.setattr(os, "write", full)
    status, content, _ = ask(server, "save", {"id": first, "level": 1})
    assert status == 500 and "No space left" in json.loads(content)["why"]


def test_a_line_that_was_cut_off_costs_that_line_only(server, out):
    ids = [a["id"] for a in answers(server)]
    ask(server, "save", {"id": ids[0], "level": 1})
    whole = (out / "written.jsonl").read_bytes()
    for cut in range(1, len(whole), 17):
        (out / "written.jsonl").write_bytes(whole + whole[:cut])
        assert len(written_points(out)) == 1
        ask(server, "save", {"id": ids[2], "level": 3})
        assert sorted(level for level, _ in written_points(out).values()) == [1, 3]


def test_lines_of_another_form_are_passed_over(out):
    lines = [
        "[]",
        "null",
        "7",
        '{"student": 1}',
        '{"student":"1","exercise":"x","level":9,"comment":"","text":""}',
        "[" * 100_000,
    ]
    (out / "written.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert written_points(out) == {}


def test_another_text_is_to_be_read_again(server, out):
    first = next(a for a in answers(server) if a["text"] == GOOD_TEXT)
    ask(server, "save", {"id": first["id"], "level": 2, "comment": "Good."})
    write_tables([marked("1", "Nino Gelashvili", text=GOOD_TEXT + " And more.")], out)
    with Server(out) as later:
        (row,) = later.reading.state()["answers"]
        assert row["level"] is None and row["comment"] == "" and later.reading.left() == 1


def test_a_megabyte_of_text_is_shown_in_part_and_whole_on_demand(tmp_path):
    text = "слово \u202e<b>" * 100_000
    write_tables([marked("1", "Nino", text=text)], tmp_path)
    with serving(tmp_path) as big:
        status, content, _ = ask(big, "answers")
        (row,) = json.loads(content)["answers"]
        assert len(content) < 100_000 and row["length"] == len(text) and "\u202e" not in row["text"]
        status, whole, headers = ask(big, f"answer/{row['id']}")
        assert status == 200 and headers.get_content_type() == "text/plain"
        assert whole.decode("utf-8").count("слово [U+202E]<b>") == 100_000


# The command ----------------------------------------------------------------------------------------------------------


def test_without_results_or_answers_there_is_one_sentence(tmp_path, capsys):
    assert serve(tmp_path / "none") == 1
    assert "Mark first" in capsys.readouterr().out
    write_tables([marked("1", "Nino", text="")], tmp_path)
    assert serve(tmp_path) == 0
    assert "There are no written answers" in capsys.readouterr().out


def test_tables_and_feedback_take_the_levels(out, capsys):
    levels.append(out, ("1", FIVE), GOOD_TEXT, 3, "Well done.")
    assert write_again(out, 2) == 0
    assert "2 answers are left" in capsys.readouterr().out
    assert f"1,Nino Gelashvili,05,{FIVE},written,1,1,Level 3 of 3. Well done." in (out / "marks.csv").read_text(
        encoding="utf-8-sig"
    )
    (page,) = (out / "feedback").glob("Nino*")
    assert "Well done." in page.read_text(encoding="utf-8")


def test_a_table_changed_by_hand_is_left_as_it_is(out, capsys):
    write_again(out)
    (out / "marks.csv").write_text("mine", encoding="utf-8")
    levels.append(out, ("1", FIVE), GOOD_TEXT, 3, "")
    assert write_again(out) == 1
    assert (out / "marks.csv").read_text(encoding="utf-8") == "mine"
    said = capsys.readouterr().out
    assert "marks.csv is open in another program or was changed since it was written; it was left as it is." in said


@contextmanager
def commands():
    """Starts the command in a process of its own and gives it and its address; none goes on running afterwards."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["PYTHONPATH"] = str(ROOT / "src")
    begun = []

    def started(out) -> tuple[subprocess.Popen, str]:
        command = [sys.executable, "-m", "courseutils.cli", "mark", "--written", str(out)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
        begun.append(process)
        for line in process.stdout:
            if line.startswith("http://127.0.0.1:"):
                return process, line.strip()
        raise AssertionError("The command gave no address.")

    try:
        yield started
    finally:
        for process in begun:
            process.kill()
            process.communicate()


@pytest.fixture
def start():
    """Start the command; it does not outlive the test."""
    with commands() as started:
        yield started


def test_no_command_outlives_a_test_that_fails(out):
    with pytest.raises(AssertionError, match="made up"), commands() as started:
        process, _ = started(out)
        raise AssertionError("made up")
    assert process.poll() is not None


class Running:
    """What ``ask`` needs to know of a server in another process."""

    def __init__(self, url):
        self.url = url
        _, _, self.host, self.token, _ = url.split("/")
        self.server_port = int(self.host.rpartition(":")[2])


@pytest.mark.full
def test_every_saved_decision_survives_kills_in_the_middle_of_saving(start, out):
    """Decisions are sent without a pause until the process is killed; what was called saved is there afterwards."""
    allowed: dict[str, set] = {}  # what an answer may say: what was called saved, or what was being saved at the kill
    for round_ in range(6):
        process, url = start(out)
        running = Running(url)
        ids = {a["id"]: a for a in answers(running)}
        shown = {name: (row["level"], row["comment"]) if row["comment"] else None for name, row in ids.items()}
        assert all(shown[name] in values for name, values in allowed.items()), "a saved level is lost"
        timer = threading.Timer(0.02 + 0.07 * round_, process.kill)
        n = 0
        try:
            while True:
                name = list(ids)[n % len(ids)]
                decision = (n % 4, f"round {round_}, {n}")
                allowed[name] = allowed.get(name, {None}) | {decision}
                ask(running, "save", {"id": name, "level": decision[0], "comment": decision[1]})
                allowed[name] = {decision}
                n += 1
                if n == 1:  # on a busy machine the first save may take longer than the time until the kill
                    timer.start()
        except (OSError, http.client.HTTPException):
            assert process.wait(10) == -signal.SIGKILL
        timer.join()
        assert n > 0


@pytest.mark.full
def test_ctrl_c_writes_marks_and_feedback(start, out):
    process, url = start(out)
    running = Running(url)
    first = next(a for a in answers(running) if a["text"] == GOOD_TEXT)
    ask(running, "save", {"id": first["id"], "level": 1, "comment": ""})
    process.send_signal(signal.SIGINT)
    said = process.stdout.read()
    assert process.wait(20) == 0 and "hold the levels now. 2 answers are left" in said
    assert "Level 1 of 3." in (out / "marks.csv").read_text(encoding="utf-8-sig")


# In Chromium ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def view(page):
    """Open the page of a server; collects what goes elsewhere and what the console says."""

    def opened(server):
        page.off, page.said = [], []
        page.on("request", lambda r: page.off.append(r.url) if not r.url.startswith(f"http://{server.host}/") else None)
        page.on("console", lambda m: page.said.append(m.text))
        page.on("pageerror", lambda e: page.said.append(str(e)))
        page.on("dialog", lambda d: (page.said.append(d.message), d.accept()))
        page.goto(server.url)
        page.wait_for_selector("#work:not([hidden])")
        return page

    return opened


def wait_for(page, words, where="#said") -> None:
    expect(page.locator(where)).to_contain_text(words)


@pytest.mark.full
def test_a_class_is_read_with_the_keyboard_alone(view, server, out):
    page = view(server)
    assert page.locator("#left").inner_text() == "0 of 3 have a level. 3 answers are left."
    for key, left in (("1", 2), ("2", 1)):
        page.keyboard.press(key)
        wait_for(page, f"Level {key} saved. {left} answer")
        page.keyboard.press("n")
    page.keyboard.press("c")
    page.keyboard.type("Say who says it. 3 times, please: n, p, u.")
    page.keyboard.press("Escape")
    wait_for(page, "Comment saved.")
    page.keyboard.press("0")
    wait_for(page, "Level 0 saved. All answers have a level.")
    page.keyboard.press("p")
    assert page.locator("#title").inner_text().startswith("Answer 2 of 2 to")
    assert page.locator("input[name=level]:checked").get_attribute("value") == "2"
    points = written_points(out)
    assert sorted(level for level, _ in points.values()) == [0, 1, 2]
    assert points["1", SIX] == (0, "Say who says it. 3 times, please: n, p, u.")
    assert page.off == [] and page.said == []


@pytest.mark.full
def test_tab_reaches_every_control_with_a_visible_focus(view, server):
    page = view(server)
    reached = []
    for _ in range(18):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "[document.activeElement.id || document.activeElement.name, getComputedStyle(document.activeElement).outlineStyle]"
            )
        )
    names = [name for name, _ in reached]
    for name in ("exercise", "names", "level", "comment", "next", "unread", "keys", "finish"):
        assert name in names
    assert all(style != "none" for name, style in reached if name)


@pytest.mark.full
def test_single_keys_can_be_turned_off(view, server, out):
    page = view(server)
    page.locator("#keys").uncheck()
    page.locator("#title").focus()
    page.keyboard.press("2")
    page.keyboard.press("n")
    assert page.locator("#title").inner_text().startswith("Answer 1 of 2") and written_points(out) == {}


@pytest.mark.full
def test_names_are_hidden_until_they_are_asked_for(view, server):
    page = view(server)
    assert "Nino" not in page.content() and "Alan" not in page.content()
    page.locator("#names").check()
    wait_for(page, re.compile("Nino|Alan"), "#who")
    page.locator("#names").uncheck()
    expect(page.locator("#who")).not_to_contain_text(re.compile("Nino|Alan"))


@pytest.mark.full
def test_work_goes_on_where_it_stopped(view, server, out):
    first = answers(server)[0]["id"]
    ask(server, "save", {"id": first, "level": 3, "comment": "Fine."})
    page = view(server)
    assert page.locator("#left").inner_text() == "1 of 3 have a level. 2 answers are left."
    assert page.locator("#title").inner_text().startswith("Answer 2 of 2")
    page.keyboard.press("p")
    assert page.locator("#comment").input_value() == "Fine."
    page.locator("#back").click()
    wait_for(page, "3 answers are left")
    assert written_points(out) == {}


@pytest.mark.full
def test_a_page_whose_program_is_gone_says_that_nothing_is_saved(view, out):
    with serving(out) as server:
        page = view(server)
    page.keyboard.press("2")
    wait_for(page, "Not saved.", "#failed")
    assert "saved" not in page.locator("#said").inner_text() and written_points(out) == {}


@pytest.mark.full
def test_finish_ends_the_command_and_writes_the_marks(start, view, out):
    process, url = start(out)
    page = view(Running(url))
    page.keyboard.press("3")
    wait_for(page, "Level 3 saved")
    page.locator("#finish").click()
    wait_for(page, "You can close this page", "#done")
    assert process.wait(20) == 0
    assert "Level 3 of 3." in (out / "marks.csv").read_text(encoding="utf-8-sig")


HOSTILE = [
    "<script>document.title='owned';fetch('http://evil.example')</script>" + EVIL,
    '<img src=x onerror="document.title=1"><svg onload=alert(1)><iframe src="javascript:alert(1)"></iframe>',
    'javascript:alert(1) <a href="javascript:alert(1)">click</a> <style>*{display:none}</style>',
    "\u202eevil\u202c \u2066x\u2069 \u200bhidden \x1b[31m \x00 end",
    "</div></article><h1>Level 3</h1>&lt;b&gt;" + "{{7*7}}${7*7}",
    "x" * 1_000_000,
]


@pytest.mark.full
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_and_names_are_text(view, tmp_path, text):
    write_tables([marked("9", text[:90], text=text)], tmp_path)
    with serving(tmp_path) as server:
        page = view(server)
        page.locator("#names").check()
        wait_for(page, "(9)", "#who")
        shown = page.locator("#text").text_content()
        assert not re.search("[\x00-\x08\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", shown)
        assert shown[:5_000] == visible(text)[:5_000] and len(shown) <= 5_100
        assert page.locator("#text *, #who *, #title *").count() == 0
        assert page.locator("h1").all_inner_texts() == ["Written answers"] and page.title() == "Written answers"
        assert page.locator("script, img, svg, iframe, style").count() == 1
        page.keyboard.press("1")
        wait_for(page, "Level 1 saved")
        assert page.off == [] and page.said == []


@pytest.mark.full
def test_the_whole_text_opens_as_plain_text(view, tmp_path):
    write_tables([marked("9", "Eve", text=EVIL * 100)], tmp_path)
    with serving(tmp_path) as server:
        page = view(server)
        with page.context.expect_page() as opened:
            page.locator("#whole").click()
        whole = opened.value
        whole.wait_for_load_state()
        assert whole.locator("script, img").count() == 0 and whole.inner_text("body").count("<script>") == 100
        assert whole.evaluate("window.opener") is None


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 900])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser, server, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(server.url)
    page.wait_for_selector("#work:not([hidden])")
    for _ in range(2):
        found = violations(page)
        assert [(v["id"], n["html"][:150]) for v in found for n in v["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("2")
        wait_for(page, "saved")
        page.locator("#names").check()
    context.close()
