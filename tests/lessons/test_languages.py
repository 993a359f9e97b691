"""Another language needs files only: what is said changes, what is kept and marked does not."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courseutils import _translate, cli
from courseutils import language as choose
from courseutils._checking import journal, points
from courseutils.checks import answer_to, check, hint, progress
from courseutils.commands import lab, submit, workbook
from courseutils.exercises import exercise, exercises, tasks_of
from courseutils.languages import UnknownLanguage
from courseutils.quizzes import quiz
from courseutils.teach import build, languages, lessons, messages
from courseutils.teach.marking.plain import name_in
from courseutils.teach.site import answerdata

ROOT = build.root()
GERMAN = ROOT / "lessons" / "de" / "00_check_your_machine.py"
NOTEBOOK = "00_check_your_machine.de.ipynb"


@pytest.fixture
def german(monkeypatch, tmp_path):
    """A workbook of its own, in German."""
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setenv("COURSE_LANGUAGE", "de")
    return tmp_path


def catalogue(folder: Path, code: str, *pairs: tuple[str, str], draft: bool = True) -> None:
    """A translators' file with these texts."""
    head = '#, fuzzy\nmsgid ""\nmsgstr ""\n' if draft else 'msgid ""\nmsgstr ""\n'
    head += '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    texts = (f'msgid "{text}"\nmsgstr "{said}"\n\n' for text, said in pairs)
    (folder / f"{code}.po").write_text(head + "".join(texts), encoding="utf-8")


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A folder of translations of the test's own."""
    monkeypatch.setattr(_translate, "FOLDER", tmp_path)
    _translate._catalogue.cache_clear()
    yield tmp_path
    _translate._catalogue.cache_clear()


# What is said


def test_replies_hints_quizzes_and_progress_are_german(german):
    said = check("00-1", 7)
    assert repr(said).startswith(
        "00-1, noch nicht: Du hast die Überschrift mitgezählt."
    ) and "Deine Antwort: 7" in repr(said)
    assert repr(hint("00-1")) == "Hinweis 1 von 3 zu 00-1: Geh nach oben zum Artikel. Die Absätze haben Nummern."
    assert quiz("00-q1", "a").startswith("Richtig. Das hilft meistens")
    assert (
        "Was versuchst du zuerst?" in repr(quiz("00-q1"))
        and "<strong>Diese nicht.</strong>" in quiz("00-q1")._repr_html_()
    )
    assert "0 von " in repr(progress()) and "noch nicht     Eine erste Antwort" in repr(progress())
    assert "<th scope='col' style='text-align:left'>Aufgabe</th>" in progress()._repr_html_()


def test_right_is_said_once_and_what_is_german_is_marked_as_such(german):
    shown = check("00-1", 6)._repr_html_()
    assert "<strong>00-1: richtig.</strong> Du hast deine erste Antwort" in shown
    assert all(' lang="de"' in html for html in (shown, quiz("00-q1")._repr_html_(), progress()._repr_html_()))


def test_what_has_no_translation_is_said_in_english(own, german):
    catalogue(own, "de", ("not yet", "noch nicht"))
    messages.write()
    assert repr(check("00-1", 7)).startswith("00-1, noch nicht: You counted the headline as well.")


def test_answers_that_cannot_be_read_are_told_so_in_german(german):
    said = answer_to(exercise("00-1"), [1]).message
    assert said == "In body_paragraphs: hier wird eine Zahl gebraucht, und das ist eine Liste."
    assert answer_to(exercise(_written()), "Ein Wort").message.startswith("Du hast 2 Wörter; schreibe mindestens ")


def _written() -> str:
    return next(task.id for task in exercises().values() if task.kind == "written")


def test_a_draft_says_so_and_a_proofread_language_does_not(own, german):
    pair = ("Draft, not yet proofread by a native speaker.", "Entwurf!")
    for draft, note in ((True, "Deutsch. Entwurf!"), (False, "Deutsch.")):
        catalogue(own, "de", ("English", "Deutsch"), pair, draft=draft)
        messages.write()
        assert repr(choose("de")) == note


def test_one_line_in_a_notebook_chooses(german):
    assert repr(choose("en")) == "English." and repr(check("00-1", 7)).startswith("00-1, not yet:")
    assert repr(choose("DE ")) == "Deutsch. Entwurf, noch nicht von Muttersprachlern durchgesehen."
    assert choose().code == "de" and repr(check("00-1", 7)).startswith("00-1, noch nicht:")


@pytest.mark.parametrize("code", ["fr", "../de", 7, "german"])
def test_an_unknown_language_is_told_which_there_are(code, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    with pytest.raises(UnknownLanguage, match='There are: "de" \\(Deutsch\\), "en" \\(English\\)'):
        choose(code)
    assert os.environ["COURSE_LANGUAGE"] == "en"


@pytest.mark.parametrize("code", ["fr", "../de", "", " en"])
def test_a_variable_that_names_no_language_leaves_english(code, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", code)
    assert _translate.current() == "en"


def test_a_spoilt_file_leaves_english(own, german):
    (own / "de.mo").write_bytes(b"\xde\x12\x04\x95 cut off")
    assert repr(check("00-1", 7)).startswith("00-1, not yet:")


def test_english_loads_no_gettext():
    code = "import sys; from courseutils import checks, quizzes; checks.check('00-1', ...); sys.exit('gettext' in sys.modules)"
    environment = {k: v for k, v in os.environ.items() if k != "COURSE_LANGUAGE"}
    assert subprocess.run([sys.executable, "-S", "-c", code], env=environment, check=False).returncode == 0


# What is kept, marked and put into the book


def everything_kept(monkeypatch, folder: Path, code: str):
    """What a few answers leave behind in one language."""
    monkeypatch.setenv("COURSE_LANGUAGE", code)
    monkeypatch.setenv("COURSE_WORKBOOK", str(folder / code))
    for given in (..., [1], 7, 6):
        check("00-1", given)
    check(_written(), "word " * 3)
    hint("00-1")
    quiz("00-q1", "b")
    return [(e["event"], e["exercise"], e["state"]) for e in journal.events()], journal.states(), progress().rows


def test_progress_is_kept_in_the_same_words_in_every_language(monkeypatch, tmp_path):
    kept = everything_kept(monkeypatch, tmp_path, "de")
    assert kept == everything_kept(monkeypatch, tmp_path, "en")
    assert [state for _, _, state in kept[0]][:4] == ["not attempted", "cannot tell", "not yet", "right"]


def judged() -> list[tuple]:
    """State and points of right, wrong and unreadable answers of all exercises, and what the book is given."""
    tried = [(task, value) for task in exercises().values() if task.lesson < "02" for value in _values(task)]
    states = [(task.id, answer_to(task, value).state, points.points(task.id, value)) for task, value in tried]
    return [*states, answerdata.exported(tasks_of("00") + tasks_of("01"))]


def _values(task):
    right = [] if task.kind == "written" else [task.expected.get(task.parameters)]
    return [*right, *(wrong.value.get(task.parameters) for wrong in task.wrong), ..., object(), "richtig"]


def test_states_points_and_the_data_of_the_book_are_the_same_in_every_language(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    english = judged()
    monkeypatch.setenv("COURSE_LANGUAGE", "de")
    assert judged() == english and {"right", "not yet", "not attempted", "cannot tell"} <= {
        row[1] for row in english[:-1]
    }


def test_the_instructors_commands_speak_english(german, monkeypatch):
    spoken = []
    monkeypatch.setattr(messages, "run", lambda code: spoken.append((code, _translate.current())) or 0)
    assert cli.main(["build", "--messages"]) == 0
    assert spoken == [("all", "en")]


# Files of a language


def test_what_is_committed_is_what_the_files_give():
    assert messages.stale() == []
    assert [said for files, folder in languages.made(ROOT) for said in build.drift(files, folder)] == []
    assert languages.problems(ROOT / "lessons") == []


def test_drift_of_a_compiled_file_is_noticed_and_mended(own):
    catalogue(own, "xx", ("right", "[right]"))
    assert messages.stale() == ["xx"] and messages.write() == ["xx"] and messages.stale() == []
    catalogue(own, "xx", ("right", "(right)"))
    (own / "yy.mo").write_bytes(b"")
    assert messages.stale() == ["xx", "yy"]


def test_a_compiled_file_is_read_by_gettext_and_holds_no_unfinished_text(own, monkeypatch):
    catalogue(own, "xx", ("right", "[right]"), ("not yet", ""))
    with (own / "xx.po").open("a", encoding="utf-8") as file:
        file.write('#, fuzzy\nmsgid "written"\nmsgstr "[guessed]"\n')
        file.write(
            '\nmsgid "{count} word"\nmsgid_plural "{count} words"\nmsgstr[0] "[{count}]"\nmsgstr[1] "[{count}s]"\n'
        )
    messages.write()
    monkeypatch.setenv("COURSE_LANGUAGE", "xx")
    assert [_translate.tr(text) for text in ("right", "not yet", "written", "")] == [
        "[right]",
        "not yet",
        "written",
        "",
    ]
    assert [_translate.plural("{count} word", "{count} words", n) for n in (1, 2)] == ["[1]", "[2s]"]
    every = sum(1 for message in messages.wanted() if message.id)
    assert messages.counts() == [f"xx (a draft): 2 of {every} texts are translated, {every - 2} are said in English."]


def test_what_is_counted_is_what_the_kit_says_now(own, monkeypatch):
    """An exercise came, and a text is gone, since the translators' file was last brought up to date."""
    monkeypatch.setattr(
        messages, "_in_code", lambda: iter([("right", "", ""), (("{count} word", "{count} words"), "", "")])
    )
    monkeypatch.setattr(messages, "_in_sentences", lambda: iter([("A new exercise.", "", "")]))
    monkeypatch.setattr(messages, "_in_exercises", lambda: iter([]))
    catalogue(own, "xx", ("English", "[x]"), ("right", "[right]"), ("The kit says this no longer.", "[gone]"))
    assert messages.counts() == ["xx (a draft): 2 of 4 texts are translated, 2 are said in English."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('msgid "no"\nmsgstr "não"\n'.encode("cp1252"), "xx.po, line 2: a letter is not in UTF-8."),
        (b'msgid "no"\nmsgstr "[no]"\nmsgst "[yes]"\n', "xx.po, line 3: 'msgst \"[yes]\"' is neither a comment nor"),
    ],
    ids=["cp1252", "a keyword misspelt"],
)
def test_a_translators_file_that_cannot_be_read_is_a_sentence_and_stays_as_it_is(own, content, said, capsys):
    (own / "xx.po").write_bytes(content)
    for words in (["build", "--check", "--lesson", "00"], ["build", "--messages", "xx"]):
        assert cli.main(words) == 1
        assert capsys.readouterr().out.startswith(said)
    assert (own / "xx.po").read_bytes() == content


def test_a_translators_file_that_a_windows_editor_wrote_keeps_its_translations(own):
    catalogue(own, "xx", ("right", "[rîght]"))
    text = (own / "xx.po").read_text(encoding="utf-8").replace("charset=utf-8", "charset=windows-1252")
    (own / "xx.po").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    assert messages.write() == ["xx"]
    assert 'msgid "right"\nmsgstr "[rîght]"' in messages.refresh("xx") and "charset=utf-8" in messages.refresh("xx")


def test_a_translation_with_other_blanks_is_refused(own):
    catalogue(own, "xx", ("Did you mean {names}?", "[{nmaes}?]"), ("Your answer: {given}", "[{given}]"))
    assert messages.problems("xx") == [messages._BLANKS.format("xx", "Did you mean {names}?", "{names}")]


def test_new_texts_are_added_and_translations_kept(own):
    catalogue(own, "xx", ("right", "[right]"), ("The kit says this no longer.", "[gone]"), ("Not this one", "[not]"))
    text = messages.refresh("xx")
    (own / "xx.po").write_text(text, encoding="utf-8")
    assert 'msgid "right"\nmsgstr "[right]"' in text and '#~ msgstr "[gone]"' in text
    assert '#, fuzzy\nmsgid "Not this one."\nmsgstr "[not]"' in text
    assert messages.refresh("xx") == text


def test_every_text_of_the_checks_and_exercises_is_in_the_list():
    listed = {
        message.id if isinstance(message.id, str) else message.id[0] for message in messages.wanted() if message.id
    }
    for task in exercises().values():
        assert {task.title, task.right or task.title, *(wrong.reply for wrong in task.wrong)} <= listed
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src" / "courseutils").glob("*.py"))
    assert not re.search(r"\{(?:tr|tell|plural)\(['\"]", source), "Babel does not look into f-strings: give it a line"


BROKEN = {
    "code": ("body_paragraphs = ...", "absätze = ...", "has other code here"),
    "name": ('"Sukhumi"', '"Suchumi"', "has other code here"),
    "id": ('id="00-2"', 'id="00-1"', "exercise-00-2 there and exercise-00-1-2 here"),
    "call": ('hint("00-1")', 'hint("00-2")', "has other code here"),
    "number": ("Lektion 3 zeigt", "Lektion 4 zeigt", "has other numbers here: missing 3, added 4"),
    "span": ("`No module named ...`", "`Kein Modul ...`", "has other pieces of code here: missing `No module named ...`"),
    "tag": ('tags=["check"]', 'tags=["map"]', "is a code cell tagged check there and a code cell tagged map here"),
    "no language": ('language("de")\n', "\n", "no cell chooses the language"),
    "no note": ("Entwurf, noch nicht", "Noch nicht", "must say that this is a draft"),
    "a cell too few": ("# %%\nprogress()\n", "", "it has 20 cells"),
    "instructor's words": ("# Du kommst nicht", "# nicht geht, der schickt Ihnen die Ausgabe von `python3 course.py doctor`; "
        "sie nennt, was fehlt, und sagt, was zu tun\n# Du kommst nicht", "A line of a solution is in the student file"),
    "rule": ("### END SOLUTION\n", "", "a solution marker without its partner"),
}  # fmt: skip


@pytest.fixture
def pages(tmp_path):
    """A folder of lessons with lesson 0 in English and German."""
    shutil.copytree(ROOT / "lessons" / "de", tmp_path / "de")
    shutil.copy(ROOT / "lessons" / GERMAN.name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", BROKEN)
def test_a_lesson_that_is_not_the_english_one_is_told_where(case, pages):
    old, new, sentence = BROKEN[case]
    path = pages / "de" / GERMAN.name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert sentence in "\n".join(languages.problems(pages))


def test_a_lesson_without_an_english_one_and_one_without_messages_are_told(pages):
    (pages / "de" / GERMAN.name).rename(pages / "de" / "00_anders.py")
    shutil.copytree(pages / "de", pages / "qq")
    (pages / "qq" / "00_anders.py").rename(pages / "qq" / GERMAN.name)
    first, second = languages.problems(pages)
    assert "de/00_anders.py: there is no English lesson" in first and "build --messages qq" in second


def test_the_solved_german_lesson_runs_and_every_check_is_right(german):
    names: dict = {}
    for cell in lessons.solved(lessons.read_lesson(GERMAN)).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, GERMAN.name, "exec"), names)
    assert names["check"]("00-2", names["map_says"]).message.startswith("Richtig. Du hast es auf der Karte")
    assert journal.states() == {"00-1": "right", "00-2": "right"}


# The student's folder


def test_the_german_lesson_is_opened_handed_in_and_marked_as_lesson_0(german):
    assert f"New lesson: {NOTEBOOK}" in workbook.copy_lessons(german)
    assert lab._first_page(german, choose("de")) == NOTEBOOK and lab._first_page(german, choose("en")) == lab.FIRST_PAGE
    assert submit.is_untouched(german / NOTEBOOK)
    text = (german / NOTEBOOK).read_text(encoding="utf-8")
    (german / NOTEBOOK).write_text(text.replace("body_paragraphs = ...", "body_paragraphs = 6"), encoding="utf-8")
    assert submit.run("Nino") == 0
    assert not submit.is_untouched(german / NOTEBOOK) and workbook.copy_lessons(german) == []
    assert name_in(f"{NOTEBOOK[:-6]}_Nino_Gelashvili.ipynb") == "Nino Gelashvili"


def test_in_english_no_german_lesson_arrives(german, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    workbook.copy_lessons(german)
    assert not (german / NOTEBOOK).exists()


def test_a_lab_in_an_unknown_language_says_which_there_are(german, capsys):
    assert lab.start(code="xx") == 1
    assert "Die Sprache 'xx' gibt es hier nicht. Es gibt: \"de\" (Deutsch)" in capsys.readouterr().out


# The page for translators, followed by the letter


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A copy of the kit, as a translator has it."""
    folder = tmp_path_factory.mktemp("translator") / "kit"
    without = shutil.ignore_patterns("__pycache__", "site", "marking", "vendor", "de")
    for name in ("src", "lessons", "notebooks", "guide"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", folder / "data", ignore=without)
    shutil.copy(ROOT / "course.py", folder)
    return folder


def course(folder: Path, *words: str, **environment: str) -> str:
    """What a command of the course prints in the copy."""
    here = dict(os.environ, PYTHONPATH=str(folder / "src"), COURSE_WORKBOOK=str(folder / "workbook"), **environment)
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=here, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_translator_who_follows_the_page_sees_a_translated_reply(scratch):
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## A language")[1].split("\n## ")[0]
    begin, make = re.findall(r"`python3 course\.py (build[^`]*)`", page)[:2]
    english, said = re.search(r'msgid "([^"]+)"\n +msgstr "([^"]+)"', page).groups()
    command = re.search(r'`(check\("[^`]+\))`', page)[1]
    run = ("-m", "courseutils.cli")
    assert "0 of " in course(scratch, *run, *begin.replace("ka", "xx").split())
    file = scratch / "src" / "courseutils" / "languages" / "xx.po"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{said}"'), encoding="utf-8"
    )
    (scratch / "lessons" / "xx").mkdir()
    lesson = GERMAN.read_text(encoding="utf-8").replace('language("de")', 'language("xx")')
    lesson = lesson.replace("Entwurf, noch nicht von Muttersprachlern durchgesehen", _translate.DRAFT)
    (scratch / "lessons" / "xx" / GERMAN.name).write_text(lesson, encoding="utf-8")
    assert "xx (a draft): 1 of " in course(scratch, *run, *make.split(), "--lesson", "00")
    assert (scratch / "notebooks" / "xx" / NOTEBOOK.replace(".de.", ".xx.")).is_file()
    code = f"from courseutils import check; print({command})"
    assert course(scratch, "-c", code, COURSE_LANGUAGE="xx").startswith(f"00-1, {said}: Put your answer into")
