"""Intake: each platform's names told apart on made samples, nothing dropped in silence, the instructor's files kept."""

import hashlib
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from handedin import SLUGS, notebook, packed, receipt, spread
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseutils.commands.submit import pack
from courseutils.teach.marking.intake import collect
from courseutils.teach.marking.zipnames import why_bad_name

FIVE, ONE = notebook("05"), notebook("01")
FILE = SLUGS["05"] + ".ipynb"

MOODLE_NEW = {
    f"Nino Gelashvili_1234_assignsubmission_file/{FILE}": FIVE,
    f"Ana Dzidzaria_1235_assignsubmission_file/{FILE}": notebook("05", "b"),
}
MOODLE_OLD = {name.replace("_file/", "_file_/"): content for name, content in MOODLE_NEW.items()}
MOODLE_FLAT = {name.replace("_file/", "_file_"): content for name, content in MOODLE_NEW.items()}
CANVAS = {
    f"gelashvilinino_1234_9001_{FILE}": FIVE,
    f"dzidzariaana_LATE_1235_9002_{SLUGS['05']}-1.ipynb": notebook("05", "b"),
}
BLACKBOARD = {
    f"Lesson 5_nino_attempt_2026-11-20-10-11-12_{FILE}": FIVE,
    "Lesson 5_nino_attempt_2026-11-20-10-11-12.txt": receipt(),
    f"Lesson 5_ana_d_attempt_2026-11-20-11-11-12_{FILE}": notebook("05", "b"),
    "Lesson 5_ana_d_attempt_2026-11-20-11-11-12.txt": receipt("Ana Dzidzaria", "ana_d"),
}
PLAIN = {f"Nino Gelashvili/{FILE}": FIVE, f"Ana Dzidzaria/{FILE}": notebook("05", "b")}
FLAT = {f"Nino_Gelashvili_{FILE}": FIVE, "lesson5-Ana Dzidzaria (1).ipynb": notebook("05", "b")}
WRAPPED = {f"class 3/{name}": content for name, content in PLAIN.items()}
SUBMITTED = {
    "georgia2008_Nino_Gelashvili_2026-11-20_1011.zip": packed({FILE: FIVE}),
    "georgia2008_Ana_Dzidzaria_2026-11-20_1012_2.zip": packed({FILE: notebook("05", "b")}),
}
ALL = {
    "moodle": (MOODLE_NEW, "moodle", {"1234", "1235"}),
    "moodle-before-4.1": (MOODLE_OLD, "moodle", {"1234", "1235"}),
    "moodle-flat": (MOODLE_FLAT, "moodle", {"1234", "1235"}),
    "canvas": (CANVAS, "canvas", {"1234", "1235"}),
    "blackboard": (BLACKBOARD, "blackboard", {"nino", "ana_d"}),
    "folders": (PLAIN, "folder", {"Nino Gelashvili", "Ana Dzidzaria"}),
    "flat": (FLAT, "folder", {"Nino Gelashvili", "Ana Dzidzaria"}),
    "wrapped": (WRAPPED, "folder", {"Nino Gelashvili", "Ana Dzidzaria"}),
    "submit": (SUBMITTED, "folder", {"Nino Gelashvili", "Ana Dzidzaria"}),
}
CANVAS_NAMES = {"gelashvilinino", "dzidzariaana"}


def of_zip(tmp_path, files) -> tuple:
    packed(files, tmp_path / "class.zip")
    return collect(tmp_path / "class.zip", tmp_path / "into")


def of_folder(tmp_path, files) -> tuple:
    return collect(spread(files, tmp_path / "class"), tmp_path / "into")


@pytest.mark.parametrize("read", [of_zip, of_folder])
@pytest.mark.parametrize("sample", ALL)
def test_platforms_are_told_apart_as_zip_and_as_folder(tmp_path, read, sample):
    files, platform, students = ALL[sample]
    submissions, problems = read(tmp_path, files)
    assert {s.student for s in submissions} == students and problems == []
    assert {s.platform for s in submissions} == {platform} and len(submissions) == 2
    names = {s.name for s in submissions}
    assert names == (CANVAS_NAMES if platform == "canvas" else {"Nino Gelashvili", "Ana Dzidzaria"})
    assert sorted(s.path.read_bytes() for s in submissions) == sorted([FIVE, notebook("05", "b")])
    assert all(s.path.parent == tmp_path / "into" for s in submissions)


def test_the_copies_are_private_and_the_originals_stay(tmp_path):
    folder = spread(PLAIN, tmp_path / "class")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    submissions, _ = collect(folder, tmp_path / "into")
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before
    assert (tmp_path / "into").stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in (tmp_path / "into").iterdir()) == sorted(s.path.name for s in submissions)


def test_the_same_input_gives_the_same_submissions(tmp_path):
    packed(CANVAS, tmp_path / "class.zip")
    first, again = (collect(tmp_path / "class.zip", tmp_path / into)[0] for into in "ab")
    assert [(s.student, s.path.name, s.origin, s.remarks) for s in first] == [
        (s.student, s.path.name, s.origin, s.remarks) for s in again
    ]


def test_what_the_platforms_say_of_time_and_lateness_is_kept(tmp_path):
    late = {s.name: s.late for s in of_zip(tmp_path, CANVAS)[0]}
    assert late == {"gelashvilinino": False, "dzidzariaana": True}
    times = {s.student: s.submitted for s in of_zip(tmp_path, BLACKBOARD)[0]}
    assert times == {"nino": "2026-11-20 10:11:12", "ana_d": "2026-11-20 11:11:12"}
    assert {s.submitted for s in of_zip(tmp_path, SUBMITTED)[0]} == {"2026-11-20 10:11", "2026-11-20 10:12"}


@pytest.mark.parametrize(
    "name", ["Nino Gelashvili", "ნინო გელაშვილი", "Нина Агрба", "Зарина Дзуццаты", "O'Neil, Jr. #1"]
)
def test_a_zip_of_our_own_submit_is_read_in_every_script_also_inside_a_platforms_zip(tmp_path, name):
    lesson = tmp_path / FILE
    lesson.write_bytes(FIVE)
    ours = pack([lesson], tmp_path / "handed_in", name)
    (plain,), problems = collect(tmp_path / "handed_in", tmp_path / "a")
    assert problems == [] and plain.path.read_bytes() == FIVE
    assert plain.name == " ".join(ours.stem.split("_")[1:-2])
    files = {f"{name}_77_assignsubmission_file/{ours.name}": ours.read_bytes()}
    (inside,), problems = of_zip(tmp_path, files)
    assert problems == [] and (inside.student, inside.name) == ("77", name) and inside.submitted[:2] == "20"


def test_several_lessons_of_one_student_are_several_submissions(tmp_path):
    bundle = packed({f"{SLUGS['01']}.ipynb": ONE, FILE: FIVE, "mine.ipynb": notebook("06")})
    submissions, problems = of_zip(tmp_path, {"Nino G_5_assignsubmission_file/work.zip": bundle})
    assert problems == [] and len(submissions) == 3 and {s.student for s in submissions} == {"5"}
    assert not any(s.remarks for s in submissions)


def test_the_last_attempt_counts_and_the_others_are_named(tmp_path):
    files = {
        f"Lesson 5_nino_attempt_2026-11-20-10-11-12_{FILE}": FIVE,
        "Lesson 5_nino_attempt_2026-11-21-09-00-00_final.ipynb": notebook("05", "better"),
    }
    (only,), _ = of_zip(tmp_path, files)
    assert only.path.read_bytes() == notebook("05", "better") and only.attempt == 2
    assert only.remarks == (
        f"Attempt 2 of 2: the last counts. Not marked: Lesson 5_nino_attempt_2026-11-20-10-11-12_{FILE}.",
    )


def test_canvas_attempts_go_by_the_number_of_the_file_not_by_letters(tmp_path):
    files = {f"gn_7_999_{FILE}": FIVE, f"gn_7_1001_{SLUGS['05']}-1.ipynb": notebook("05", "later")}
    (only,), _ = of_zip(tmp_path, files)
    assert only.path.read_bytes() == notebook("05", "later")


def test_two_zips_of_submit_are_two_attempts_by_the_time_in_their_names(tmp_path):
    files = {
        "georgia2008_Nino_2026-11-09_2350.zip": packed({FILE: notebook("05", "early")}),
        "georgia2008_nino_2026-11-10_0010.zip": packed({FILE: notebook("05", "late")}),
    }
    (only,), _ = of_folder(tmp_path, files)
    assert only.path.read_bytes() == notebook("05", "late") and only.attempt == 2


def test_the_same_file_twice_is_marked_once_and_said(tmp_path):
    (only,), _ = of_folder(tmp_path, {f"Nino/{FILE}": FIVE, "Nino/copy.ipynb": FIVE})
    assert only.attempt == 1 and only.remarks == ("The same file was handed in 2 times; it was marked once.",)


def test_names_in_georgian_and_cyrillic_with_and_without_the_utf8_flag(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    path = folder / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"ნინო გელაშვილი_11_assignsubmission_file/{FILE}", FIVE)
    raw = {
        "Ana": ("ანა ბერიძე_12_assignsubmission_file/05.ipynb".encode(), b"UTF-8 without the flag"),
        "Alan": ("Алан Джиоев_13_assignsubmission_file/05.ipynb".encode("cp866"), b"Russian DOS"),
        "Jose": ("José Muñoz_14_assignsubmission_file/05.ipynb".encode("cp437"), b"the zip's default"),
    }
    for key, (name, _) in raw.items():
        packed({"x" * len(name): notebook("05", key)}, folder / f"{key}.zip")
        content = (folder / f"{key}.zip").read_bytes().replace(b"x" * len(name), name)
        (folder / f"{key}.zip").write_bytes(content)
    submissions, problems = collect(folder, tmp_path / "into")
    assert problems == []
    assert {s.student: s.name for s in submissions} == {
        "11": "ნინო გელაშვილი", "12": "ანა ბერიძე", "13": "Алан Джиоев", "14": "José Muñoz"
    }  # fmt: skip


def test_everything_that_is_not_marked_is_named(tmp_path):
    files = MOODLE_NEW | {
        "Nino Gelashvili_1234_assignsubmission_file/essay.docx": b"PK",
        "Nino Gelashvili_1234_assignsubmission_file/maps.rar": b"Rar!",
        "Nino Gelashvili_1234_assignsubmission_file/05.json": b"{}",
        "Nino Gelashvili_1234_assignsubmission_onlinetext/onlinetext.html": b"<p>hello",
        "__MACOSX/._x.ipynb": b"x",
        "Ana Dzidzaria_1235_assignsubmission_file/.ipynb_checkpoints/05-checkpoint.ipynb": FIVE,
    }
    submissions, problems = of_zip(tmp_path, files)
    said = "\n".join(problems)
    assert len(submissions) == 2 and len(problems) == 5
    for name in files.keys() - MOODLE_NEW.keys():
        assert name in said, name


def test_a_student_without_a_notebook_is_left_out_of_no_table(tmp_path):
    files = MOODLE_NEW | {
        "Zura Lomidze_9_assignsubmission_file/essay.docx": b"PK",
        "Eka Kiknadze_8_assignsubmission_onlinetext_onlinetext.html": b"<p>",
    }
    submissions, _ = of_zip(tmp_path, files)
    empty = {s.name: s for s in submissions if s.path.read_bytes() == b""}
    assert set(empty) == {"Zura Lomidze", "Eka Kiknadze"} and len(submissions) == 4
    assert empty["Zura Lomidze"].remarks[0] == "essay.docx: It is no notebook."
    assert empty["Zura Lomidze"].remarks[1].endswith(".ipynb.")


def test_blackboards_receipts_are_read_and_not_mistaken_for_work(tmp_path):
    files = BLACKBOARD | {
        "Lesson 5_zura_attempt_2026-11-20-12-00-00.txt": receipt("Zura Lomidze", "zura", "Sorry, my file is too big."),
    }
    submissions, problems = of_zip(tmp_path, files)
    assert len(submissions) == 2
    assert problems == [
        "Zura Lomidze wrote a comment in Blackboard; read it in Lesson 5_zura_attempt_2026-11-20-12-00-00.txt.",
        "Zura Lomidze handed in no file: Lesson 5_zura_attempt_2026-11-20-12-00-00.txt.",
    ]


def test_notebooks_that_a_browser_or_a_mail_program_renamed_are_read(tmp_path):
    files = {f"Nino/{FILE}.txt": FIVE, f"Ana/{SLUGS['01']}.ipynb.json": ONE}
    submissions, problems = of_folder(tmp_path, files)
    assert problems == [] and len(submissions) == 2


def test_a_file_that_names_nobody_is_kept_under_its_own_name_and_said(tmp_path):
    submissions, problems = of_folder(tmp_path, {"lesson 5.ipynb": FIVE, "Nino.ipynb": notebook("05", "n")})
    assert {s.student for s in submissions} == {"lesson 5.ipynb", "Nino"}
    assert problems == ["lesson 5.ipynb: Its name does not say whose it is."]


def test_one_name_in_two_moodle_zips_is_said(tmp_path):
    files = {
        "Course-Lesson 1-11.zip": packed({"Nino G_5_assignsubmission_file/01.ipynb": ONE}),
        "Course-Lesson 5-12.zip": packed({"Nino G_905_assignsubmission_file/05.ipynb": FIVE}),
    }
    submissions, problems = of_folder(tmp_path, files)
    assert {s.student for s in submissions} == {"5", "905"}
    assert len(problems) == 1 and "mark the zip of each assignment on its own" in problems[0]


def test_blind_marking_and_people_of_one_name(tmp_path):
    files = {f"Participant_{n}_assignsubmission_file/{FILE}": notebook("05", str(n)) for n in (31, 32)}
    submissions, problems = of_zip(tmp_path, files | {f"Suharto_33_assignsubmission_file/{FILE}": FIVE})
    assert {s.student: s.name for s in submissions} == {"31": "Participant 31", "32": "Participant 32", "33": "Suharto"}
    assert problems == []


def test_no_file_name_takes_another_students_place(tmp_path):
    """The part of a name that the student chose is read as a name, never as another's number."""
    forged = {
        "Eve E_66_assignsubmission_file_Nino Gelashvili_1234_assignsubmission_file_05.ipynb": notebook("05", "evil"),
        "Nino Gelashvili_1234_assignsubmission_file_05.ipynb": FIVE,
    }
    assert {s.student: s.path.read_bytes() for s in of_zip(tmp_path, forged)[0]}["1234"] == FIVE
    forged = {
        "A_eve_attempt_2026-11-20-10-11-12_A_nino_attempt_2026-11-21-10-11-12_05.ipynb": notebook("05", "evil"),
        "A_nino_attempt_2026-11-20-10-11-12_05.ipynb": FIVE,
    }
    assert {s.student: s.path.read_bytes() for s in of_zip(tmp_path, forged)[0]} == {
        "eve": notebook("05", "evil"),
        "nino": FIVE,
    }
    forged = {"eve_12_34_66_9002_05.ipynb": notebook("05", "evil"), "nino_12_9001_05.ipynb": FIVE}
    submissions, problems = of_zip(tmp_path, forged)
    assert {s.student for s in submissions} == {"12 eve", "12 nino"} and "kept apart" in problems[0]


def test_a_forged_receipt_gives_nobodys_work_away(tmp_path):
    """Eve puts a receipt for Nino's attempt, with her own name, into her zip."""
    forged = packed(
        {"Lesson 5_nino_attempt_2026-11-20-10-11-12.txt": receipt("Eve", "eve"), FILE: notebook("05", "eve")}
    )
    files = BLACKBOARD | {"Lesson 5_eve_attempt_2026-11-20-12-00-00_work.zip": forged}
    submissions, problems = of_zip(tmp_path, files)
    assert {s.student: s.path.read_bytes() for s in submissions}["nino"] == FIVE
    assert len(problems) == 1 and "nino_attempt_2026-11-20-10-11-12.txt: It is no notebook." in problems[0]


def test_a_receipt_that_cannot_be_read_is_said(tmp_path):
    _, problems = of_zip(tmp_path, BLACKBOARD | {"Lesson 5_z_attempt_2026-11-20-12-00-00.txt": b"\xff\xfe nothing"})
    assert problems == ["Lesson 5_z_attempt_2026-11-20-12-00-00.txt: It is no notebook."]


@pytest.mark.parametrize(
    "name",
    ["eve_71_9009_Nino_1234_assignsubmission_file_05.ipynb", "eve_71_9009_A_nino_attempt_2026-11-20-10-11-12_05.ipynb"],
)
def test_a_name_of_another_platform_inside_a_canvas_name_is_a_name(tmp_path, name):
    submissions, problems = of_zip(tmp_path, CANVAS | {name: notebook("05", "eve")})
    assert {s.student for s in submissions} == {"1234", "1235", "71"} and problems == []
    assert {s.student: s.path.read_bytes() for s in submissions}["1234"] == FIVE


@pytest.mark.parametrize(
    "name",
    [
        "Nino_1234_assignsubmission_file_05.ipynb",
        "A_Nino_attempt_2026-11-20-10-11-12_05.ipynb",
        "nino_1234_99_05.ipynb",
    ],
)
def test_in_plain_folders_no_student_can_be_another_by_a_platforms_name(tmp_path, name):
    files = {f"{who}/{FILE}": notebook("05", who) for who in ("Nino", "Ana", "Zura")} | {
        f"Eve/{name}": notebook("05", "eve")
    }
    submissions, _ = of_zip(tmp_path, files)
    assert {s.student: s.path.read_bytes() for s in submissions} == {
        who: notebook("05", who) for who in ("Nino", "Ana", "Zura")
    } | {"Eve": notebook("05", "eve")}


TWO_LIAS = {
    f"Lia {who}_{n}_assignsubmission_file_georgia2008_Lia_2026-11-20_1011.zip": packed({FILE: notebook("05", who)})
    for who, n in (("Kokoity", 5501), ("Tedeeva", 5502))
}
FOUR = {f"{who}/{FILE}": notebook("05", who) for who in ("Nino", "Ana", "Zura", "Eka")}


@pytest.mark.parametrize("wrapped", ["", "class 3/"])
@pytest.mark.parametrize("beside", [{}, FOUR, CANVAS, FOUR | {"Lia.zip": packed({FILE: FIVE})}])
def test_students_of_one_first_name_stay_two_whatever_lies_beside_them(tmp_path, beside, wrapped):
    files = {wrapped + name: content for name, content in (TWO_LIAS | beside).items()}
    submissions, _ = of_folder(tmp_path, files)
    assert len(submissions) == len(files)
    lias = {s.student: (s.name, s.platform, s.path.read_bytes()) for s in submissions if s.student.startswith("55")}
    assert lias == {
        "5501": ("Lia Kokoity", "moodle", notebook("05", "Kokoity")),
        "5502": ("Lia Tedeeva", "moodle", notebook("05", "Tedeeva")),
    }


def test_a_download_beside_other_work_keeps_its_students_apart(tmp_path):
    downloads = {
        "Course-Lesson 5-12.zip": packed(MOODLE_NEW),
        "gradebook_lesson5.zip": packed({name: c for name, c in BLACKBOARD.items() if name.endswith(".ipynb")}),
    }
    submissions, problems = of_folder(tmp_path, downloads | FOUR | {f"Gia/{FILE}": notebook("05", "Gia")})
    assert len(submissions) == 9 and any("Mark what was downloaded" in said for said in problems)
    assert {s.student for s in submissions} >= {"1234 Nino Gelashvili (Course-Lesson 5-12.zip)", "Nino"}


BEFORE = {
    "Canvas": ("kokoitylia_71_9001_", "tedeevalia_72_9002_"),
    "Blackboard": ("A_kokoity_attempt_2026-11-20-10-11-12_", "A_tedeeva_attempt_2026-11-20-10-11-13_"),
    "a mail program": ("Lia Kokoity - ", "Lia Tedeeva - "),
}


@pytest.mark.parametrize("sort", BEFORE)
def test_what_stands_before_a_zip_of_submit_tells_students_apart(tmp_path, sort):
    zips = {f"{start}georgia2008_Lia_2026-11-20_1011.zip": packed({FILE: FIVE}) for start in BEFORE[sort]}
    submissions, _ = of_folder(tmp_path, zips | FOUR)
    assert len(submissions) == 6
    assert sort != "a mail program" or {"Lia Kokoity", "Lia Tedeeva"} < {s.student for s in submissions}


def test_a_number_of_a_platform_and_a_folder_of_that_name_are_two_students(tmp_path):
    files = TWO_LIAS | {f"5501/{FILE}": FIVE} | FOUR
    submissions, problems = of_folder(tmp_path, files)
    assert {"5501 (moodle)", "5501 (folder)", "5502"} < {s.student for s in submissions}
    assert any(said.startswith("5501 is a number of a platform and a plain name") for said in problems)


# Hostile zips: each is refused with a sentence that names it, and the class is read all the same -------------------


def hostile(tmp_path, name, content=FIVE, **set_to):
    """A class of two with one more member, whose entry is changed as asked."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for good, data in MOODLE_NEW.items():
            archive.writestr(good, data)
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        for key, value in set_to.items():
            setattr(info, key, value)
        archive.writestr(info, content)
    submissions, problems = collect(tmp_path / "class.zip", tmp_path / "into")
    assert {"1234", "1235"} <= {s.student for s in submissions}
    assert all(p.parent == tmp_path / "into" for p in (tmp_path / "into").rglob("*"))
    return submissions, problems


EVE = "Eve E_66_assignsubmission_file/"
NAMES = {
    "../../../../tmp/escaped.ipynb": "leads out",
    EVE + "../../x.ipynb": "leads out",
    EVE + "..\\..\\x.ipynb": "leads out",
    "/etc/cron.d/x.ipynb": "top of a disk",
    "\\\\server\\share\\x.ipynb": "top of a disk",
    "C:\\Users\\x.ipynb": "top of a disk",
    EVE + "CON.ipynb": "CON is the name of a device",
    EVE + "aux/05.ipynb": "aux is the name of a device",
    EVE + "Lpt1 .ipynb": "name of a device",
    EVE + "05\x07.ipynb": "control characters",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_astray_are_refused(tmp_path, name):
    _, problems = hostile(tmp_path, name)
    assert len(problems) == 1 and NAMES[name] in problems[0]
    assert name.replace("\\", "/").strip("/").split("/")[-1].replace("\x07", "·") in problems[0]
    assert not Path("/tmp/escaped.ipynb").exists()


def test_a_link_in_a_zip_is_refused(tmp_path):
    _, problems = hostile(tmp_path, EVE + "05.ipynb", b"/etc/passwd", external_attr=0o120777 << 16, create_system=3)
    assert problems == [f"{EVE}05.ipynb: It was refused: it is a link to another file, not a file."]


def test_a_device_in_a_zip_is_refused(tmp_path):
    _, problems = hostile(tmp_path, EVE + "05.ipynb", b"", external_attr=0o020666 << 16, create_system=3)
    assert problems == [f"{EVE}05.ipynb: It was refused: it is no ordinary file."]


def test_names_that_differ_in_case_and_names_that_stand_twice_are_refused(tmp_path):
    submissions, problems = hostile(
        tmp_path, next(iter(MOODLE_NEW)).upper().replace("_ASSIGNSUBMISSION_FILE", "_assignsubmission_file")
    )
    assert len(submissions) == 2 and len(problems) == 1 and "small and capital letters" in problems[0]
    with pytest.warns(UserWarning, match="Duplicate name"):
        submissions, problems = hostile(tmp_path, next(iter(MOODLE_NEW)), notebook("05", "second"))
    assert len(submissions) == 2 and "two files of this very name" in problems[0]
    assert FIVE in [s.path.read_bytes() for s in submissions]


def test_a_locked_member_is_refused_and_its_student_is_not_left_out(tmp_path):
    packed({EVE + FILE: FIVE}, tmp_path / "class.zip")
    content = bytearray((tmp_path / "class.zip").read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    (tmp_path / "class.zip").write_bytes(content)
    (eve,), problems = collect(tmp_path / "class.zip", tmp_path / "into")
    assert "locked with a password" in problems[0] and FILE in problems[0]
    assert eve.student == "66" and "locked with a password" in eve.remarks[0]


def test_a_bomb_by_ratio_is_refused(tmp_path):
    submissions, problems = hostile(tmp_path, EVE + FILE, b"0" * 30_000_000)
    assert len(problems) == 1 and "as zip bombs do" in problems[0] and "30 MB" in problems[0]
    assert [s.path.read_bytes() for s in submissions if s.student == "66"] == [b""]


def test_a_notebook_far_too_long_is_cut_so_that_marking_says_why(tmp_path):
    long = os.urandom(21_000_000)
    submissions, problems = hostile(tmp_path, EVE + FILE, long, compress_type=zipfile.ZIP_STORED)
    assert problems == []
    assert [s.path.stat().st_size for s in submissions if s.student == "66"] == [20_000_001]


def test_zips_in_zips_are_opened_only_so_deep(tmp_path):
    inner = packed({FILE: notebook("05", "deep")})
    assert len(of_zip(tmp_path, MOODLE_NEW | {EVE + "a.zip": packed({"b.zip": inner})})[0]) == 3
    deeper = packed({"b.zip": packed({"c.zip": inner})})
    submissions, problems = of_zip(tmp_path, MOODLE_NEW | {EVE + "a.zip": deeper})
    assert len(submissions) == 3 and problems == [
        f"{EVE}a.zip/b.zip/c.zip: It was not opened: zips lie in zips more than 3 deep."
    ]


def test_too_many_files_in_a_students_zip_stop_that_zip_only(tmp_path):
    many = packed({f"{n}.txt": b"" for n in range(2_500)})
    submissions, problems = of_zip(tmp_path, MOODLE_NEW | {EVE + "many.zip": many})
    assert {"1234", "1235"} <= {s.student for s in submissions}
    assert sum("too large, or would be too much" in p for p in problems) == 500


def test_too_much_in_a_students_zip_stops_that_zip_only(tmp_path, monkeypatch):
    monkeypatch.setattr("courseutils.teach.marking.unpack.MOST_UNPACKED_INSIDE", 3_000_000)
    big = packed({f"{n}.ipynb": bytes(os.urandom(1_000_000)) for n in range(5)})
    submissions, problems = of_zip(tmp_path, {EVE + "big.zip": big} | MOODLE_NEW)
    assert {"1234", "1235"} <= {s.student for s in submissions}
    assert [p.split(":")[0] for p in problems] == [f"{EVE}big.zip/3.ipynb", f"{EVE}big.zip/4.ipynb"]


def test_a_zip_that_claims_a_huge_list_is_not_opened(tmp_path):
    huge = bytearray(packed({FILE: FIVE}))
    at = huge.rindex(b"PK\x05\x06") + 12
    huge[at : at + 4] = (400_000_000).to_bytes(4, "little")
    submissions, problems = of_zip(tmp_path, MOODLE_NEW | {EVE + "huge.zip": bytes(huge)})
    assert len(submissions) == 3 and "hundreds of thousands of files" in problems[0]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_damaged_zip_is_said_and_does_not_stop_the_class(tmp_path, cut):
    submissions, problems = of_zip(tmp_path, MOODLE_NEW | {EVE + "work.zip": packed({FILE: FIVE})[:-cut]})
    assert len(submissions) == 3
    assert problems == [f"{EVE}work.zip: It is damaged or was not sent whole; it has to be handed in again."]


def test_a_damaged_member_is_said_and_does_not_stop_the_class(tmp_path):
    content = bytearray(packed(MOODLE_NEW))
    content[len(next(iter(MOODLE_NEW))) + 40] ^= 0xFF
    (tmp_path / "class.zip").write_bytes(content)
    submissions, problems = collect(tmp_path / "class.zip", tmp_path / "into")
    assert len(problems) == 1 and "damaged" in problems[0] and len(submissions) == 2


def test_links_and_unreadable_files_in_a_folder_are_said(tmp_path):
    folder = spread(PLAIN, tmp_path / "class")
    (folder / "Eve").mkdir()
    (folder / "Eve" / "05.ipynb").symlink_to("/etc/passwd")
    (folder / "Eve" / "all").symlink_to(folder)
    os.mkfifo(folder / "Eve" / "pipe.ipynb")
    submissions, problems = collect(folder, tmp_path / "into")
    assert len(submissions) == 3 and len(problems) == 3 and all("passed over" in p for p in problems)
    assert all(b"root:" not in s.path.read_bytes() for s in submissions)


def test_results_of_an_earlier_marking_inside_the_folder_are_not_marked(tmp_path):
    folder = spread(PLAIN, tmp_path / "class")
    for _ in range(2):
        submissions, problems = collect(folder, folder / "marks" / "copies")
    assert len(submissions) == 2
    assert problems == ["marks: It holds the results of marking and was passed over."]


def test_a_name_that_turns_the_direction_of_reading_is_shown_plainly(tmp_path):
    submissions, problems = of_zip(tmp_path, {"Eve\u202e E_66_assignsubmission_file/a\u202ebpyni.exe": b"MZ"})
    assert submissions[0].name == "Eve E" and "\u202e" not in problems[0] and "a·bpyni.exe" in problems[0]


@pytest.mark.parametrize("made", [None, b"plain text", b""])
def test_what_cannot_be_opened_gets_one_sentence(tmp_path, made):
    path = tmp_path / "class.zip"
    if made is not None:
        path.write_bytes(made)
    with pytest.raises(OSError, match=r"class\.zip"):
        collect(path, tmp_path / "into")


def test_one_notebook_and_an_empty_folder(tmp_path):
    (tmp_path / "Nino.ipynb").write_bytes(FIVE)
    (only,), problems = collect(tmp_path / "Nino.ipynb", tmp_path / "into")
    assert only.name == "Nino" and problems == []
    (tmp_path / "empty").mkdir()
    assert collect(tmp_path / "empty", tmp_path / "into") == ([], [])


PARTS = st.text(st.sampled_from("abNოж 05_-.()~\u202e"), min_size=1, max_size=8).filter(lambda t: t.strip(". "))
ENDINGS = st.sampled_from(
    [".ipynb", ".ipynb.txt", ".docx", "", ".zip", "_assignsubmission_file_x.ipynb", "_12_34_x.ipynb"]
)
PATHS = st.lists(
    PARTS | st.sampled_from(["..", "con", "A_1_assignsubmission_file", "x_attempt_2026-11-20-10-11-12.txt"]), max_size=3
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PATHS, PARTS, ENDINGS, st.integers(0, 3)), min_size=1, max_size=6))
def test_no_member_is_dropped_in_silence_whatever_it_is_called(tmp_path_factory, rows):
    tmp_path = tmp_path_factory.mktemp("names")
    files = {"/".join([*folders, name + ending]): notebook("05", str(n)) for folders, name, ending, n in rows}
    submissions, problems = of_zip(tmp_path, files)
    said = "\n".join([*problems, *(s.origin for s in submissions), *(r for s in submissions for r in s.remarks)])
    copies = {s.path.read_bytes() for s in submissions}
    for name, content in files.items():
        shown = unicodedata.normalize("NFC", "/".join(p for p in name.split("/") if p not in ("", ".")))
        plain = "".join(c if c.isprintable() else "·" for c in shown)
        twice = content in copies and list(files.values()).count(content) > 1
        assert shown in said or plain in said or twice or "2 more" in said, name
    assert all(p.parent == tmp_path / "into" for p in (tmp_path / "into").iterdir())


def test_a_class_of_three_hundred_is_read_whole(tmp_path):
    files = {
        f"Student {n:03}_{n + 1000}_assignsubmission_file/{SLUGS[k]}.ipynb": notebook(k, str(n))
        for n in range(300)
        for k in SLUGS
    }
    submissions, problems = of_zip(tmp_path, files)
    assert len(submissions) == 900 and problems == []
    digests = {hashlib.sha256(content).hexdigest() for content in files.values()}
    assert {hashlib.sha256(s.path.read_bytes()).hexdigest() for s in submissions} == digests


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are always Unicode")
def test_names_that_an_old_program_unpacked_in_other_letters_are_read(tmp_path):
    folder = tmp_path / "class" / os.fsdecode("Нина".encode("cp866"))
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(FIVE)
    found, _ = collect(tmp_path / "class", tmp_path / "into")
    assert [item.name for item in found] == ["Нина"]


@pytest.mark.parametrize("name", ["x" + " copy" * 2000 + ".ipynb", "/".join(["Nino"] * 300) + "/05.ipynb"])
def test_names_longer_than_a_computer_can_keep_are_refused(name):
    assert "longer" in why_bad_name(name)
