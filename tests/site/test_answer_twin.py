"""Answers in the pages: JavaScript and Python say the same of thousands of answers, and a changed rule is noticed."""

import functools
import json
import os
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseutils import places
from courseutils._lookup.states import states
from courseutils._sentences import SENTENCES
from courseutils.checks import NOT_ATTEMPTED, RIGHT, answer_to
from courseutils.exercises import exercises, lessons, tasks_of
from courseutils.teach.site import answerdata

pytestmark = [pytest.mark.full, pytest.mark.usefixtures("values_once")]
SCRIPT = Path(answerdata.__file__).parent / "static" / "answers.js"
TASKS = list(exercises().values())
ASK = """
const twin = require(process.argv[1]), lines = require('readline').createInterface({ input: process.stdin });
let data = null;
lines.on('line', line => {
  const told = JSON.parse(line);
  if (!data) { data = told; return; }
  const lesson = data[told[0].slice(0, 2)];
  const said = told.length > 1 ? twin.reply(lesson, told[0], told[1]) : null;
  console.log(JSON.stringify(said));
});
"""


@functools.cache
def data() -> str:
    """What the pages hold, of all lessons, as it stands in them."""
    return json.dumps({lesson: answerdata.exported(tasks_of(lesson)) for lesson in lessons()})


class Twin:
    """One Node process that judges one answer after the other."""

    def __init__(self, script: Path):
        node = shutil.which("node")
        if not node:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(
                "Node is missing; install it: apt-get install nodejs"
            )
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        self.process = subprocess.Popen([node, "-e", ASK, str(script)], **pipes)
        self.process.stdin.write(data() + "\n")

    def reply(self, exercise_id: str, answer) -> dict:
        self.process.stdin.write(json.dumps([exercise_id, answer]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="module")
def twin(values_once):
    started = Twin(SCRIPT)
    yield started
    started.end()


def in_python(task, answer) -> dict:
    """What ``check`` says; where that would send readers to Python, the page has a sentence of its own."""
    reply = answer_to(task, answer)
    message = SENTENCES["blank_on_page"] if reply.state == NOT_ATTEMPTED else reply.message
    for name in ("place_list", "place_an_area"):
        message = message.replace(SENTENCES[name], SENTENCES[f"{name}_on_page"])
    return {"state": reply.state, "message": message, "given": reply.given}


# Answers


def around(value: float, room: float) -> list[float]:
    """Both edges, a hair inside and a hair outside."""
    return [value + sign * room * hair for sign in (-1, 1) for hair in (1, 1 - 1e-6, 1 + 1e-6, 1 + 1e-3, 0.5, 2)]


NONSENSE = [
    *("", " ", "\t\n", "...", "None", "abc", "fifteen", "15 miles", "1e3", "NaN", "inf", "--5", "5-", "+5", "0x10"),
    *("1_000", "½", "15°", "1.234.567", "1,234", "1,234,567", "0,234", "12,34", "12,345.6", "1 234", "\u0661\u0665"),
    *("９", "9" * 15, "9" * 16, "0." + "3" * 15, "0." + "3" * 16, "-0", "\u22125", "\u20135", "it's", 'say "it\'s"'),
    *("back\\slash", "x" * 60, "\u00a0", "\u200b", "a\u200bb", "\U0001f30d", "constructor", "__proto__", "[1]", ","),
    *(",;\n,", "toString", "ß", "ǅ", "ﬁ", "I", "ı", "İ", "<b>bold</b>", "{names}", "$&", "no", "not", "c" * 250),
]


def numbers(task) -> list[str]:
    wanted = float(task.expected.get(task.parameters))
    room = max(task.tolerance, abs(wanted) * task.tolerance_percent / 100)
    wrong = [float(w.value.get(task.parameters)) for w in task.wrong]
    found = [wanted, round(wanted, 1), round(wanted), -wanted, wanted * 1000, wanted / 1000, *wrong]
    found += around(wanted, room) + around(wanted, 1e-9 * abs(wanted)) + [x for w in wrong for x in around(w, w / 1000)]
    texts = [form for x in found for form in (repr(x), f"{x:.3f}", f"{x:g}")]
    units = ("km", "kilometres", "%", "per cent", "square km", "km²", "mm", "days", "people", "states", task.unit, "m")
    some = f"{wanted:.2f}"
    texts += [f"{some} {unit}" for unit in units] + [f"{some}{unit}" for unit in units]
    return [
        *texts,
        some.replace(".", ","),
        f"  {some}\n",
        f"{wanted:,.0f}",
        f"\u2212{some}",
        *(f"{a}{some}{b}" for a, b in ('""', "''", "“”", "„“", "«»", ("", '"'), ('"', ' km"'), ("'", "' km"))),
        *(f"{some} {word}" for word in ("paragraphs", "м", "კმ", "5", "½", "_")),
        f"{some} km km",
        f"km {some}",
    ]


def other_words(text: str) -> list[str]:
    """The same word as others write it, and words that are near it."""
    half = len(text) // 2
    same = [
        text,
        text.upper(),
        text.lower(),
        text.title(),
        f"  {text} ",
        f"{text}.",
        f"'{text}'",
        text.replace(" ", "-"),
    ]
    near = [text[1:], text[:-1], text[:half] + text[half + 1 :], text[:half] + "x" + text[half:], text[::-1], text * 2]
    return [
        *same,
        *near,
        f"the {text}",
        f"not {text}",
        f"{text} or so",
        text.split()[0],
        unicodedata.normalize("NFD", text),
    ]


def choices(task) -> list[str]:
    known = [*task.options, *task.also]
    return [form for text in known for form in other_words(text)] + [" ".join(known), " or ".join(task.options)]


def labels(task) -> list[dict]:
    wanted = {str(key): text for key, text in task.expected.get(task.parameters).items()}
    wrong = [{str(k): text for k, text in w.value.get(task.parameters).items()} for w in task.wrong]
    found = [wanted, *wrong, *({**wanted, **w} for w in wrong), dict.fromkeys(wanted, ""), {}, {"other": "x"}]
    found += [{k: t for k, t in wanted.items() if k != key} for key in wanted] + [{**wanted, "other": task.options[0]}]
    found += [{**wanted, key: option} for key in wanted for option in [*task.options, *task.also, "nonsense", " "]]
    key = next(iter(wanted))
    return [*found, *({**wanted, key: form} for option in task.options for form in other_words(option))]


def collections(task) -> list[str]:
    wanted = list(task.expected.get(task.parameters))
    lists = [
        wanted,
        wanted[::-1],
        wanted[1:],
        wanted[:1],
        wanted * 2,
        *(list(w.value.get(task.parameters)) for w in task.wrong),
    ]
    lists += [
        [n.upper() for n in wanted],
        [n.lower() for n in wanted],
        [*wanted, "Gori"],
        [*wanted, "Atlantis"],
        ["Gori"],
    ]
    lists += [[*wanted[1:], form] for name in wanted[:3] for form in other_words(name)]
    lists += [[form] for option in [*task.options, *task.also] for form in other_words(option)]
    return [mark.join(map(str, names)) for names in lists for mark in (", ", ";")] + [
        "\n".join(wanted),
        ",".join(wanted) + ",",
    ]


def texts(task) -> list[str]:
    def words(n: int) -> str:
        return " ".join(f"word{i}" for i in range(n))

    least, most = task.min_words, task.max_words
    extra = [
        "[1]",
        "[1, 3]",
        "[1-3]",
        "[3-1]",
        "[sic]",
        "[un-news-2008-10-17]",
        "-",
        "\u2013",
        "a-b",
        "1,190",
        "[12345]",
        "\u200b",
    ]
    extra += [
        "[1;2]",
        "[a-]",
        "[]",
        "[ 2 ]",
        "[1\u20132]",
        "[1,]",
        "слово",
        "სიტყვა",
        "\x07",
        "\u00a0",
        "\r\n\r",
        "x\x1fy",
        "[\u0661]",
        "½",
        "€",
    ]
    found = [words(n) for n in (1, 2, least - 1, least, least + 1, most - 1, most, most + 1, 3 * most)]
    found += [f"{words(n)} {mark}" for mark in extra for n in (least - 1, least, most)]
    found += [" ".join(f"word{i % few}" for i in range(least)) for few in (least // 5, least // 3, least // 3 + 1)]
    return [*found, "word " * least, "Same same SAME " * least, f"\n{words(least)}\n\n", " ".join(["ß ss SS"] * least)]


KINDS = {"number": numbers, "choice": choices, "labels": labels, "written": texts}


def answers_to(task) -> list:
    own = KINDS.get(task.kind, collections)(task)
    if task.kind != "labels":
        return own + NONSENSE
    key = str(next(iter(task.expected.get(task.parameters))))
    return own + [{key: text} for text in NONSENSE]


def spelled() -> list[tuple]:
    """Every place and every state under each of its names, and with a letter wrong."""
    task = {kind: next(t for t in TASKS if t.kind == kind) for kind in ("places", "states")}
    known = [
        ("places", n) for p in places.gazetteer().values() for n in (*p.names.values(), *p.variants, p.place_id) if n
    ]
    known += [("states", n) for s in states().values() for n in (s.name, s.iso3, *s.variants) if n]
    chance = random.Random(2008)
    slips = [(kind, name.replace(chance.choice(name), chance.choice("aeoxბжი"), 1)) for kind, name in known]
    pairs = [
        (kind, f"{name}, and {other} and {name}")
        for (kind, name), (_, other) in zip(known[::5], known[5::5], strict=False)
    ]
    return [
        (task[kind], name) for kind, name in [*known, *slips[::3], *pairs, ("places", "Georgia"), ("places", "Nikozi")]
    ]


@functools.cache
def cases() -> list[tuple]:
    """All answers with what Python says of them."""
    asked = [(task, answer) for task in TASKS for answer in answers_to(task)] + spelled()
    return [(task.id, answer, in_python(task, answer)) for task, answer in asked]


def disagreements(twin: Twin):
    """Exercise, answer, what Python says and what the page says, where the two differ."""
    said = ((task_id, answer, wanted, twin.reply(task_id, answer)) for task_id, answer, wanted in cases())
    return (found for found in said if found[2] != found[3])


def test_both_ends_say_the_same_of_thousands_of_answers(twin):
    assert list(disagreements(twin)) == []
    assert len(cases()) > 8000
    seen = {(task_id, wanted["state"]) for task_id, _, wanted in cases()}
    assert {task_id for task_id, state in seen if state in (RIGHT, "written")} == set(exercises())


def test_every_reply_of_the_lessons_is_given_by_the_page(twin):
    given_here = {wanted["message"] for _, _, wanted in cases()}
    for task in TASKS:
        assert task.kind == "written" or {task.right, *(w.reply for w in task.wrong)} <= given_here


# Python's tables of letters may be older than the browser's: only what both know is typed.
LETTERS = st.characters(exclude_categories=["Cn", "Cs"]).filter(
    lambda c: not 0x13A0 <= ord(c) <= 0x13FF and not 0xAB70 <= ord(c) <= 0xABBF
)
NEAR = st.sampled_from(
    [",", ";", " ", "-", ".", "[", "]", "1", "9", "a", "S", "о", "ი", "'", '"', "\n", "km", "Gori", "[1]", "yes"]
)
TYPED = st.lists(st.one_of(LETTERS, NEAR), max_size=30).map("".join)
FIGURES = st.one_of(st.floats(-1e6, 1e6), st.integers(-(10**9), 10**9), st.decimals(-1000, 1000, places=3)).map(str)
EXAMPLES = int(os.environ.get("TWIN_EXAMPLES", "400"))


@settings(max_examples=EXAMPLES, derandomize=EXAMPLES == 400, database=None)
@given(task=st.sampled_from([t for t in TASKS if t.kind != "labels"]), answer=st.one_of(TYPED, FIGURES))
def test_both_ends_say_the_same_of_whatever_is_typed(twin, task, answer):
    assert twin.reply(task.id, answer) == in_python(task, answer)


NUMBERS = [t for t in TASKS if t.kind == "number"]


@settings(max_examples=EXAMPLES, derandomize=EXAMPLES == 400, database=None)
@given(task=st.sampled_from(NUMBERS), part=st.floats(0.5, 2), mark=st.sampled_from([".", ","]))
def test_both_ends_say_the_same_of_numbers_near_the_answer(twin, task, part, mark):
    answer = repr(float(task.expected.get(task.parameters)) * part).replace(".", mark)
    assert twin.reply(task.id, answer) == in_python(task, answer)


@settings(max_examples=EXAMPLES // 2, derandomize=EXAMPLES == 400, database=None)
@given(task=st.sampled_from([t for t in TASKS if t.kind == "labels"]), pick=st.randoms(use_true_random=False))
def test_both_ends_say_the_same_of_labels_in_any_mixture(twin, task, pick):
    keys = [str(key) for key in task.expected.get(task.parameters)]
    answer = {key: pick.choice([*task.options, *task.also, "", "x"]) for key in keys if pick.random() < 0.9}
    assert twin.reply(task.id, answer) == in_python(task, answer)


RULES = {
    "the decimal comma": (".replace(',', '.')", ".replace(',', '')"),
    "a number in two ways": ("{0,2}(,", "{0,2}( "),
    "quotation marks": ("strip(quoted ? quoted[1] : text)", "strip(text)"),
    "a number with a word": (r"/^\p{L}/u.test(bare", r"/^\p{N}/u.test(bare"),
    "the minus sign": (r"replace(/\u2212/g, '-')", "trim()"),
    "units": ("bare.endsWith(form)", "bare === form"),
    "the edge of the tolerance": ("+ 1e-9", "- 1e-6"),
    "near a likely wrong answer": ("0.001 *", "0.0009 *"),
    "how near a name is": ("score >= 0.6", "score >= 0.65"),
    "other words for an option": ("has(task.also, name)", "false"),
    "capital letters": ("c.toUpperCase().toLowerCase()", "c"),
    "marks that join words": (r"/[^\p{L}\p{N}]+/gu", "/ +/g"),
    "not an option": ("['not', 'no', 'or', 'and']", "[]"),
    "names in Latin letters": ("!ids.length && has(table.latin, latin)", "false"),
    "marks of sources": ("isMark(inside) ? ' ' : all", "all"),
    "a word that stands alone": (r"/[\p{L}\p{N}]/u.test(word)", "true"),
    "the same words again": ("task.least / 3", "task.least / 9"),
    "how much fits": ("given.size - fit", "given.size"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_changed_at_one_end_is_noticed(rule, tmp_path):
    was, other = RULES[rule]
    script = SCRIPT.read_text(encoding="utf-8")
    assert script.count(was) == 1
    changed = tmp_path / "changed.js"
    changed.write_text(script.replace(was, other), encoding="utf-8")
    other_twin = Twin(changed)
    assert next(disagreements(other_twin), None)
    other_twin.end()


def test_a_sentence_or_a_value_that_is_changed_in_python_is_noticed(twin, monkeypatch):
    monkeypatch.setitem(SENTENCES, "names_fit", "{fit} of {all}; {extra} too many.")
    task = exercises()["05-2"]
    assert twin.reply(task.id, "Ali") != in_python(task, "Ali")
    assert twin.reply(task.id, "Ali")["message"] in {wanted["message"] for _, _, wanted in cases()}


def test_an_exercise_of_a_kind_that_a_page_cannot_ask_for_is_left_to_the_notebook():
    task = exercises()["05-4"]
    object.__setattr__(odd := type(task)(**vars(task)), "kind", "date")
    assert answerdata.exported([odd])["exercises"] == {}
