"""Claims on trial: verdicts are kept and never overwritten, ours come second, and no file of a class stops the count."""

import json
import os
import re
from collections import Counter

import pytest

from courseutils import claims_board, compare_ratings, my_ratings, rate
from courseutils._claims import ratings
from courseutils._claims.comparison import differ
from courseutils._claims.vocabulary import CONFIDENCES, VERDICTS, ClaimError
from courseutils._data import rows
from courseutils._sides import GAPS

CLAIMS = {row["claim_id"]: row for row in rows("claims")}
HOSTILE = '<script>alert(1)</script><img src=x onerror="x">'


@pytest.fixture(autouse=True)
def workbook(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "workbook"))
    monkeypatch.setattr(ratings, "_memory", [])
    return tmp_path / "workbook"


def lines(workbook):
    return [json.loads(line) for line in (workbook / "ratings.jsonl").read_text(encoding="utf-8").split("\n") if line]


def student(folder, name, **verdicts):
    """A file of ratings as another student's kit writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [{"claim": c, "verdict": v, "confidence": "high", "why": ""} for c, v in verdicts.items()]
    (folder / name).write_text("".join(json.dumps(e) + "\n" for e in entries), encoding="utf-8")
    return folder / name


# Rating ------------------------------------------------------------------------------------------------------


def test_the_words_of_the_course_are_those_of_the_table():
    assert {row["verdict"] for row in CLAIMS.values()} == set(VERDICTS)
    assert {row["confidence"] for row in CLAIMS.values()} <= set(CONFIDENCES)


def test_a_rating_is_kept_and_a_later_one_counts_without_overwriting_it(workbook):
    rate("c03", "supported", confidence="low", why="Shamba said so.")
    first = (workbook / "ratings.jsonl").read_bytes()
    said = rate("C03 ", "Outcome known", confidence=" HIGH ")
    assert "takes the place of your earlier one" in said.text
    assert (workbook / "ratings.jsonl").read_bytes().startswith(first)
    assert [(e["verdict"], e["confidence"]) for e in lines(workbook)] == [
        ("supported", "low"),
        ("outcome-known", "high"),
    ]
    assert my_ratings().line == "c03 outcome-known high"


@pytest.mark.parametrize("given", [("c03", ...), ("c03", None), ("c03", ""), ("c03",)])
def test_a_blank_is_no_rating_and_no_error(workbook, given):
    assert "not rated yet" in rate(*given, confidence=...).text
    assert not (workbook / "ratings.jsonl").exists()


def test_the_confidence_may_stand_without_its_name(workbook):
    assert "confidence medium" in rate("c03", "outcome-known", "medium").text


def test_a_verdict_without_confidence_is_not_saved_and_says_what_to_add(workbook):
    assert 'confidence="low"' in rate("c03", "supported").text
    assert not (workbook / "ratings.jsonl").exists()


@pytest.mark.parametrize(
    "claim, verdict, confidence, words",
    [
        ("c30", "supported", "high", 'no claim "c30". Did you mean'),
        ("status", "supported", "high", f"from c01 to {rows('claims')[-1]['claim_id']}"),
        (3, "supported", "high", "in quotation marks"),
        ("c03", "true", "high", "partly-supported"),
        ("c03", True, "high", "True or False"),
        ("c03", "supported", "very", '"low", "medium" or "high"'),
        ("c03", "supported", 3, "a whole number is no confidence"),
    ],
)
def test_an_unknown_word_gets_a_sentence_that_says_what_to_write(claim, verdict, confidence, words):
    with pytest.raises(ClaimError, match=re.escape(words)):
        rate(claim, verdict, confidence=confidence)


def test_a_reason_that_is_too_long_or_no_text_is_refused():
    with pytest.raises(ClaimError, match="601 letters"):
        rate("c03", "supported", confidence="low", why="x" * 601)
    with pytest.raises(ClaimError, match="quotation marks"):
        rate("c03", "supported", confidence="low", why=["x"])


def test_a_workbook_that_cannot_be_written_is_said_and_the_rating_holds_for_now(workbook):
    workbook.write_text("a file where the folder should be", encoding="utf-8")
    assert "could not be saved" in rate("c03", "supported", confidence="low").text
    assert "Our verdict: outcome-known" in repr(claims_board("c03"))


def test_a_line_that_a_crash_cut_off_spoils_no_other(workbook):
    rate("c03", "supported", confidence="low")
    with (workbook / "ratings.jsonl").open("ab") as file:
        file.write(b'{"claim": "c05", "verd')
    rate("c07", "opinion", confidence="medium")
    assert my_ratings().line == "c03 supported low; c07 opinion medium"


# The board ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [repr, lambda board: board._repr_html_()])
def test_our_verdict_comes_after_the_students(form):
    before = form(claims_board("c05"))
    assert "Our verdict is shown when you have given yours" in before and CLAIMS["c05"]["confidence"] not in before
    rate("c05", "supported", confidence="low")
    after = re.sub(r"</?strong>|\n *", " ", form(claims_board("c05")))
    assert re.search(r"Your verdict: +supported, +confidence low", after)
    assert re.search(r"Our verdict: +not-supported, +confidence high", after)


def test_each_contested_claim_shows_its_five_versions_word_for_word():
    import html

    for name, row in CLAIMS.items():
        page = html.unescape(claims_board(name)._repr_html_())
        versions = [text for column, text in row.items() if column.startswith("version_")]
        assert page.count("<td ") == (5 if row["contested"] else 0)
        assert all(text in page for text in versions if text)
        assert row["evidence_summary"] in page


def test_a_gap_is_spelled_out():
    assert f"none found ({GAPS['none found']})" in claims_board("c20")._repr_html_()
    assert "No side disputes it" in repr(claims_board("c04"))


def test_the_board_without_names_shows_what_was_rated_or_all_contested_ones():
    assert len(claims_board().claims) == sum(row["contested"] for row in CLAIMS.values())
    rate("c04", "supported", confidence="high")
    assert [row["claim_id"] for row in claims_board().claims] == ["c04"]
    assert len(claims_board(["c01", "c02"], "c01").claims) == 2


def test_a_students_own_words_are_shown_as_text():
    rate("c03", "supported", confidence="low", why=HOSTILE)
    page = claims_board("c03")._repr_html_()
    assert "<script" not in page and "<img" not in page and "&lt;script&gt;" in page


def test_the_html_has_headings_header_cells_and_a_name_for_what_scrolls():
    page = claims_board("c01", "c05")._repr_html_()
    assert page.count("<h4") == 2 and page.count('scope="col"') == 8 and page.count("<caption") == 2
    assert page.count('scope="row"') == 2 and page.count('colspan="3"') == 2  # what others found, below the four sides
    assert page.count('tabindex="0" role="region" aria-label=') == 2
    assert "color:" not in page.replace("currentcolor", "")  # the theme's own colours, light or dark


# The class ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "counts, percent",
    [
        ({"supported": 4}, 0),
        ({"supported": 1, "opinion": 1}, 100),
        ({"supported": 12, "contested": 9}, 100 * 108 / 210),
    ],
)
def test_in_how_many_pairs_two_people_differ(counts, percent):
    assert differ(Counter(counts)) == pytest.approx(percent)
    assert differ(Counter({"supported": 1})) is None


def test_a_show_of_hands():
    class_ = compare_ratings({"c03": {"supported": 12, "disputed": 9}, "c05": {"not supported": 20, "opinion": 1}})
    assert class_.order == ["c03", "c05"] and class_.words.startswith(
        "You differ most on c03: of 100 pairs of people, 51"
    )
    table = class_.table.set_index("claim_id")
    assert table.loc["c03", ["supported", "contested", "people"]].tolist() == [12, 9, 21]
    assert table.loc["c05", "our_verdict"] == "not-supported"


@pytest.mark.parametrize(
    "hands, words",
    [
        ({"c03": {"maybe": 1}}, 'no verdict "maybe"'),
        ({"c77": {"supported": 1}}, "no claim"),
        ({"c03": {"supported": -1}}, "a whole number from 0"),
        ({"c03": {"supported": True}}, "a whole number from 0"),
        ({"c03": {"supported": 1e9}}, "a whole number from 0"),
        ({"c03": 12}, "curly brackets"),
    ],
)
def test_a_slip_in_a_show_of_hands_is_an_error_at_once(hands, words):
    with pytest.raises(ClaimError, match=words):
        compare_ratings(hands)


def test_blank_counts_are_passed_over():
    assert compare_ratings({"c03": {"supported": ..., "opinion": 0}}).words == "There are no ratings to compare yet."
    assert compare_ratings({}).words == "There are no ratings to compare yet."


def test_a_folder_of_files_counts_the_last_rating_of_each_student(tmp_path):
    one = student(tmp_path / "class" / "anna", "ratings.jsonl", c01="supported", c03="supported")
    with one.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"claim": "c01", "verdict": "opinion", "confidence": "low", "why": HOSTILE}) + "\n")
    student(tmp_path / "class", "beso.jsonl", c01="contested", c03="supported")
    (tmp_path / "class" / "lines.txt").write_text("c01 contested; c03 supported high\n", encoding="utf-8")
    class_ = compare_ratings(tmp_path / "class", reasons=True)
    assert class_.problems == [] and class_.votes.people == 3
    assert class_.votes.verdicts == {"c01": Counter(contested=2, opinion=1), "c03": Counter(supported=3)}
    page = class_._repr_html_()
    assert "&lt;script&gt;" in page and "<script" not in page and "anna" not in page
    assert "script" not in compare_ratings(tmp_path / "class")._repr_html_()


def test_pasted_lines_are_one_person_each():
    class_ = compare_ratings("c01 partly-supported high; c05: contested\nC01 = supported, medium")
    assert class_.votes.people == 2 and class_.votes.verdicts["c01"] == Counter({"partly-supported": 1, "supported": 1})
    assert class_.votes.confidences["c01"] == Counter(high=1, medium=1)


def test_my_line_can_be_read_back():
    rate("c01", "partly-supported", confidence="high")
    rate("c06", "opinion", confidence="low", why="not in the line")
    assert compare_ratings(my_ratings().line).votes.verdicts == compare_ratings().votes.verdicts
    assert "not in the line" not in my_ratings().line


def hostile_files(folder):
    folder.mkdir()
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "zip.jsonl").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (folder / "nested.jsonl").write_bytes(b"[" * 100_000)
    (folder / "types.jsonl").write_bytes(b'{"claim": ["c01"], "verdict": {}, "confidence": []}\n7\nnull\n"c01"\n')
    (folder / "unknown.jsonl").write_bytes(b'{"claim": "c99", "verdict": "supported", "confidence": "high"}\n')
    (folder / "number.jsonl").write_bytes(b'{"claim": "c01", "confidence": "high", "verdict": ' + b"9" * 9000 + b"}\n")
    (folder / "big.jsonl").write_bytes(b" " * 1_000_001)
    (folder / "utf16.txt").write_text("c01 supported high", encoding="utf-16")
    (folder / "<b>name.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "gone.jsonl").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.jsonl")
    student(folder, "good.jsonl", c01="supported")
    return 11


def test_broken_and_hostile_files_get_a_sentence_and_do_not_stop_the_count(tmp_path):
    broken = hostile_files(tmp_path / "class")
    class_ = compare_ratings(tmp_path / "class")
    assert class_.votes.people == 1 and class_.votes.verdicts == {"c01": Counter(supported=1)}
    assert len(class_.problems) == broken
    assert all(re.fullmatch(r'".+\.(jsonl|txt)".*\.', problem) for problem in class_.problems)
    assert "<b>" not in class_._repr_html_() and "ordinary file" in repr(class_)


def test_control_characters_and_long_names_do_not_reach_the_screen():
    said = repr(compare_ratings("c01 \x1b[31msupported high; " + "c01 " + "x" * 500))
    assert "\x1b" not in said and len(said) < 1200


def test_a_missing_file_is_a_sentence_and_a_wrong_kind_an_error():
    assert "There is no file or folder" in compare_ratings("no such folder").problems[0]
    assert "There is no file or folder" in compare_ratings("x\0y").problems[0]
    with pytest.raises(ClaimError, match="a whole number"):
        compare_ratings(7)


def test_many_problems_are_cut(tmp_path):
    assert compare_ratings("c01 x; " * 300).problems[-1] == "And 280 more."


def test_reading_a_class_sends_and_writes_nothing(workbook, tmp_path):
    student(tmp_path / "class", "a.jsonl", c01="supported")
    compare_ratings(tmp_path / "class")
    assert not workbook.exists() and [p.name for p in (tmp_path / "class").iterdir()] == ["a.jsonl"]
