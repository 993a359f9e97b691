"""What the book keeps of answers, tried in Node: made-up stores, damaged values, two files as one."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseutils.teach.site import answerdata

pytestmark = pytest.mark.full
SCRIPT = Path(answerdata.__file__).parent / "static" / "kept.js"
KEY = "georgia2008-progress-1"
# A store in memory with room for so many characters; each line is a list of calls, tried on a page that was just opened.
RUN = """
const fs = require('fs'), source = fs.readFileSync(process.argv[1], 'utf8');
require('readline').createInterface({ input: process.stdin }).on('line', line => {
  const told = JSON.parse(line), methods = {
    getItem(key) { return Object.prototype.hasOwnProperty.call(this, key) ? this[key] : null; },
    setItem(key, text) {
      const other = Object.keys(this).reduce((all, k) => all + (k === key ? 0 : this[k].length), 0);
      if (other + String(text).length > told.room) throw new Error('full');
      this[key] = String(text);
    },
    removeItem(key) { delete this[key]; }
  };
  globalThis.localStorage = Object.assign(Object.create(methods), told.store);
  const module = { exports: {} };
  new Function('module', source)(module);
  const said = told.calls.map(([name, ...given]) => module.exports[name](...given));
  console.log(JSON.stringify({ said, store: { ...globalThis.localStorage } }));
});
"""


@pytest.fixture(scope="module")
def ask():
    """Calls on a page with this store; returns what they say and what the store then holds."""
    node = shutil.which("node")
    if not node:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Node is missing; install it: apt-get install nodejs")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    process = subprocess.Popen([node, "-e", RUN, str(SCRIPT)], **pipes)

    def asked(*calls, store=None, room=10**6):
        process.stdin.write(json.dumps({"calls": calls, "store": store or {}, "room": room}) + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        return told["said"], told["store"]

    yield asked
    process.stdin.close()
    process.wait(10)


def stored(**exercises) -> str:
    """A kept text; ``e05_1`` stands for 05-1."""
    named = {name[1:].replace("_", "-"): entry for name, entry in exercises.items()}
    return json.dumps({"form": "georgia2008-progress", "version": 1, "exercises": named})


def entries(store: dict) -> dict:
    return json.loads(store[KEY])["exercises"]


def test_once_right_stays_right_and_a_later_answer_is_kept(ask):
    said, store = ask(
        ["note", "05-1", "not yet", {"answer": "1"}],
        ["note", "05-1", "right", {"answer": "2"}],
        ["note", "05-1", "cannot tell", {"answer": "x", "hints": 2}],
        ["note", "05-5", "written", {"answer": "text"}],
        ["note", "05-5", "not yet", {"answer": "tex"}],
    )
    assert said == [True] * 5
    assert entries(store) == {
        "05-1": {"state": "right", "answer": "x", "hints": 2},
        "05-5": {"state": "written", "answer": "tex"},
    }


@pytest.mark.parametrize(
    "odd", [["", "right"], ["__proto__", "right"], ["05-1", "perfect"], ["05-1", "right", {"answer": 5}]]
)
def test_what_is_no_entry_is_not_kept(ask, odd):
    said, store = ask(["note", *odd])
    assert said == [False] and store == {}


BAD = {"state": "great"}
GOOD = {"state": "right", "answer": {"a": "un"}}


def test_good_parts_of_a_damaged_value_stay_and_the_whole_is_put_aside(ask):
    text = stored(e05_1=BAD, e05_2=GOOD, e05_3=[], e99_9={"state": "right"})
    said, store = ask(["load"], ["note", "05-4", "right"], store={KEY: text})
    assert set(said[0]["exercises"]) == {"05-2", "99-9"}  # an exercise that another edition has stays too
    assert set(entries(store)) == {"05-2", "99-9", "05-4"}
    assert [value for key, value in store.items() if "-aside-" in key] == [text]


def test_a_damaged_value_that_cannot_be_put_aside_is_not_written_over(ask):
    text = "{" + "x" * 500
    said, store = ask(["note", "05-4", "right"], ["entry", "05-4"], store={KEY: text}, room=600)
    assert said == [False, {"state": "right"}] and store == {KEY: text}


def test_where_there_is_no_room_the_page_knows_and_says_so(ask):
    said, store = ask(
        ["note", "05-5", "written", {"answer": "x" * 900}], ["entry", "05-5"], store={KEY: stored(e05_1=GOOD)}, room=300
    )
    assert said[0] is False and said[1]["state"] == "written" and entries(store) == {"05-1": GOOD}


def test_two_damaged_values_are_both_put_aside(ask):
    _, store = ask(["load"], store={KEY: "first"})
    _, store = ask(["load"], store=store | {KEY: "second"})
    assert sorted(value for key, value in store.items() if "-aside-" in key) == ["first", "second"]


def test_erase_takes_all_of_the_book_and_nothing_else(ask):
    said, store = ask(
        ["erase"],
        ["load"],
        store={KEY: stored(e05_1=GOOD), f"{KEY}-aside-1": "x", "georgia2008-run-1": "y", "theme": "dark"},
    )
    assert store == {"theme": "dark"} and said[1]["exercises"] == {}


STATES = ["right", "written", "not yet", "cannot tell", "not attempted"]
ENTRY = st.fixed_dictionaries(
    {"state": st.sampled_from(STATES)}, optional={"answer": st.sampled_from(["", "1", "2"]), "hints": st.integers(0, 3)}
)
TABLE = st.dictionaries(st.sampled_from(["e05_1", "e05_2", "e05_q1"]), ENTRY)


@settings(max_examples=300, derandomize=True, database=None)
@given(mine=TABLE, theirs=TABLE)
def test_a_file_brought_back_loses_nothing_that_was_done_or_answered(ask, mine, theirs):
    said, store = ask(["bringBack", stored(**theirs)], ["bringBack", stored(**theirs)], store={KEY: stored(**mine)})
    both, before, after = (
        entries(store),
        json.loads(stored(**mine))["exercises"],
        json.loads(stored(**theirs))["exercises"],
    )
    assert said[0]["ours"] and said[0]["saved"] and said[0] == said[1]
    assert set(both) == set(before) | set(after)
    for name, entry in both.items():
        one, other = before.get(name, {"state": "not attempted"}), after.get(name, {"state": "not attempted"})
        done = [e["state"] for e in (one, other) if e["state"] in ("right", "written")]
        assert entry["state"] in done if done else entry["state"] in (one["state"], other["state"])
        assert entry.get("answer") == (one.get("answer") or other.get("answer", one.get("answer")))
        assert entry.get("hints", 0) == max(one.get("hints", 0), other.get("hints", 0))
        assert (name in said[0]["other"]) == bool(
            one.get("answer") and other.get("answer") and one["answer"] != other["answer"]
        )


@settings(max_examples=60, derandomize=True, database=None)
@given(
    text=st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda x: st.lists(x) | st.dictionaries(st.text(max_size=12), x),
        ).map(json.dumps),
    )
)
def test_no_value_breaks_the_page_and_none_is_lost(ask, text):
    said, store = ask(["load"], ["note", "05-1", "right"], store={KEY: text})
    assert said[1] is True and entries(store) == {"05-1": {"state": "right"}}
    assert [value for key, value in store.items() if "-aside-" in key] == [text]


def test_the_file_holds_what_is_kept_and_its_day(ask):
    said, _ = ask(["asFile"], store={KEY: stored(e05_1=GOOD)})
    told = json.loads(said[0])
    assert told["exercises"] == {"05-1": GOOD} and len(told["saved"]) == 10 and told["version"] == 1


CODE = "georgia2008-run-1"
BOX = {"code": "x = 1", "earlier": ["x = 0"]}


def test_code_goes_into_the_file_and_comes_back_on_another_computer(ask):
    said, _ = ask(["asFile"], store={KEY: stored(e05_1=GOOD), CODE: json.dumps({"06-1": BOX})})
    back, store = ask(["bringBack", said[0]], store={})
    assert back[0]["saved"] and json.loads(store[CODE]) == {"06-1": BOX} and entries(store) == {"05-1": GOOD}


def test_code_that_stands_here_stays_and_the_files_is_put_beside_it(ask):
    said, _ = ask(["asFile"], store={KEY: stored(e05_1=GOOD), CODE: json.dumps({"06-1": BOX})})
    mine = {"06-1": {"code": "y = 2", "earlier": []}}
    _, store = ask(["bringBack", said[0]], ["bringBack", said[0]], store={CODE: json.dumps(mine)})
    assert json.loads(store[CODE]) == {"06-1": {"code": "y = 2", "earlier": ["x = 0", "x = 1"]}}


@pytest.mark.parametrize(
    "code", ["x", 7, [], {"06-1": 7}, {"06-1": {"code": 7, "earlier": []}}, {"06-1": {"earlier": [7]}}]
)
def test_code_that_is_none_of_ours_is_left_out(ask, code):
    told = json.loads(stored(e05_1=GOOD)) | {"code": code}
    back, store = ask(["bringBack", json.dumps(told)], store={CODE: json.dumps({"06-1": BOX})})
    assert back[0]["saved"] and json.loads(store[CODE]) == {"06-1": BOX}
