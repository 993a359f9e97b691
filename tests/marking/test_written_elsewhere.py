"""The page for written answers, asked by other web pages in the same browser: nothing is read, saved or framed."""

import threading

import pytest
from chromium import running
from classmarks import marked, written_of
from pagerules import elsewhere

from courseutils.teach.marking import levels
from courseutils.teach.marking.tables import write_tables
from courseutils.teach.marking.written import Server

pytestmark = pytest.mark.full
REBOUND = "rebound.example"  # a name of another site, which all at once leads to this computer
# What a hostile page can try although it may know the whole address; each gives what it got.
TRIES = """async url => {
  const got = {}, tell = async (name, act) => { try { got[name] = await act(); } catch (error) { got[name] = 'refused'; } };
  const post = { method: 'POST', body: '{"id": "x", "level": 3, "comment": ""}' };
  await tell('read', async () => (await fetch(url + 'answers')).status);
  await tell('read blindly', async () => (await fetch(url + 'answers', { mode: 'no-cors' })).type);
  await tell('save', async () => (await fetch(url + 'save', { ...post, headers: { 'Content-Type': 'application/json' } })).status);
  await tell('save blindly', async () => (await fetch(url + 'save', { ...post, mode: 'no-cors' })).type);
  await tell('finish', async () => (await fetch(url + 'finish', { ...post, mode: 'no-cors' })).type);
  await tell('script', () => new Promise((done, stop) => {
    const made = document.createElement('script');
    Object.assign(made, { src: url + 'written.js', onload: () => done('ran'), onerror: stop });
    document.head.append(made);
  }));
  await tell('frame', () => new Promise(done => {
    const made = document.createElement('iframe');
    Object.assign(made, { src: url, onload: () => done(made.contentDocument ? made.contentDocument.body.textContent.trim() : 'nothing to see') });
    document.body.append(made);
  }));
  return got;
}"""
NOTHING = {200, "200", "ran"}


@pytest.fixture
def server(tmp_path):
    write_tables([marked("1", "Nino Gelashvili")], tmp_path)
    with Server(tmp_path) as started:
        thread = threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield started
        finished = not thread.is_alive()
        started.shutdown()
        thread.join()
    assert not finished, "somebody else has finished it"


@pytest.fixture(scope="module")
def rebinding():
    with running(f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1") as browser:
        yield browser


def test_a_hostile_page_that_knows_the_address_gets_and_changes_nothing(rebinding, server, tmp_path):
    with elsewhere() as (address, _):
        page = rebinding.new_page()
        page.goto(address.replace("127.0.0.1", REBOUND))
        page.set_content("<title>another site</title>")
        got = page.evaluate(TRIES, server.url)
    assert not NOTHING & set(got.values()) and "Written" not in str(got["frame"])
    assert levels.read(tmp_path) == {}


def test_a_name_that_is_led_to_this_computer_gets_nothing(rebinding, server):
    page = rebinding.new_page()
    answer = page.goto(server.url.replace("127.0.0.1", REBOUND))
    assert answer.status == 403 and page.inner_text("body").strip() == "Forbidden"
    got = page.evaluate("async url => (await fetch(url)).status", f"/{server.token}/answers")
    assert got == 403


def test_the_page_itself_reads_and_saves(rebinding, server, tmp_path):
    """What the two tests above try would show: from its own address all of it works."""
    page = rebinding.new_page()
    page.goto(server.url)
    page.locator("#work").wait_for()
    page.keyboard.press("2")
    page.get_by_text("Level 2 saved").wait_for()
    assert levels.read(tmp_path)["1", written_of("05")].level == 2
