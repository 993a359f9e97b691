"""The course's page opens in a real JupyterLab as it was meant: shown, not edited, with links, and with nothing run."""

import http.client
from urllib.parse import parse_qs, urlsplit

import pytest

from courseutils.commands import lab
from courseutils.commands.workbook import START_PAGE
from courseutils.teach import build
from courseutils.teach.releasing import chosen, coursefile, pages

pytestmark = pytest.mark.full
PATIENCE = 90_000
NAME = "Maps & <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) *b* `c` | # $d$ \\(e\\)"
TEACHER = "ნინო $5 and $6 Аҧсны Хуссар Ирыстон"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Address of the page in a lab whose workbook holds it and lesson 0."""
    folder, lessons = tmp_path_factory.mktemp("workbook"), chosen.choose("1", build.root() / "lessons")
    page = pages.start_page(lessons, coursefile.Course(NAME, instructor=TEACHER, contact="a.b@example.org"))
    (folder / START_PAGE).write_text(page, encoding="utf-8")
    for lesson in lessons:
        text = (build.root() / "notebooks" / lesson.notebook).read_text(encoding="utf-8")
        (folder / lesson.notebook).write_text(text, encoding="utf-8")
    server, url, token = lab._start_server(folder)
    yield f"{url}lab/tree/{START_PAGE}?reset&token={token}"
    lab._stop(server)


def test_the_page_is_shown_as_written_and_leads_to_the_lessons(page, address):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(address, timeout=PATIENCE)
    shown = page.locator(".jp-RenderedMarkdown")
    shown.locator("h1").wait_for(timeout=PATIENCE)
    page.wait_for_function("() => !!window.MathJax || document.readyState === 'complete'", timeout=PATIENCE)
    page.wait_for_timeout(2000)  # formulas are drawn some time after the text
    assert shown.locator("h1").inner_text().strip("¶ ") == NAME
    assert TEACHER in shown.inner_text()
    assert shown.locator("script, img, mjx-container, h1 em, h1 code, h1 a[href^=javascript]").count() == 0
    assert shown.locator("a[href^='mailto:']").inner_text() == "a.b@example.org"
    shown.get_by_role("link", name="lesson 0").click()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
    assert page.locator(".lm-TabBar-tab.lm-mod-current", has_text="00_check_your_machine.ipynb").count() == 1
    assert dialogs == []
    # A server that is stopped while a kernel starts ends half a minute later.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE)


def asked(port: int, path: str, host: str, **more: str) -> http.client.HTTPResponse:
    """What the lab's server says to a request such as a page of another site may make a browser send."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("GET", path, skip_host=True)
    for name, text in {"Host": host, **{name.replace("_", "-"): text for name, text in more.items()}}.items():
        connection.putheader(name, text)
    connection.endheaders()
    return connection.getresponse()


def test_no_other_site_reaches_the_lab_of_this_computer(address):
    """By a name of its own that is led here, without the token, or through a browser that is signed in."""
    parts = urlsplit(address)
    port, token = parts.port, parse_qs(parts.query)["token"][0]
    own, signed = f"localhost:{port}", {"Authorization": f"token {token}"}
    assert asked(port, "/api/contents", own, **signed).status == 200
    assert asked(port, "/api/contents", own).status == 403
    assert asked(port, "/api/contents", f"rebound.example:{port}", **signed).status == 403
    cookies = asked(port, f"/lab?token={token}", own).headers.get_all("Set-Cookie")
    channel = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    channel |= {"Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Cookie": "; ".join(c.split(";")[0] for c in cookies)}
    events = "/api/events/subscribe"
    assert asked(port, events, own, **channel, Origin=f"http://{own}").status == 101
    assert asked(port, events, own, **channel, Origin="http://a.example").status == 403
