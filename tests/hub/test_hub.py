"""A real JupyterHub: a class logs in, gets the course, works in it at once; nothing is lost whatever goes down.

HUB_STUDENTS (4) is the size of the class; `HUB_STUDENTS=30` is the full trial, some minutes long.
"""

import json
import os
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hub_server
import psutil
import pytest
from hub_student import FOLDER, Student

pytestmark = pytest.mark.full
ROOT = Path(__file__).resolve().parents[2]
SIZE = int(os.environ.get("HUB_STUDENTS", "4"))
LESSONS = ("01", "05")
NEWER = "A sentence that the instructor added in mid-term."


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A running hub with the students' tree behind it; neither it nor a student's server reaches the internet."""
    folder = tmp_path_factory.mktemp("hub")
    course = hub_server.make_course(folder)
    image = hub_server.quick_image(folder, course)
    image.environment["PYTHONPATH"] += os.pathsep + str(ROOT / "tests" / "guard")
    proxy = hub_server.proxy_program(Path.home() / ".cache" / "georgia2008-hub")
    with hub_server.Hub(folder / "hub", course, image, proxy) as running:
        yield running


def at_once(students: list[Student], do) -> list:
    """Let all students do something at the same moment; the first error is raised."""
    with ThreadPoolExecutor(len(students)) as pool:
        return list(pool.map(do, students))


def arrive(student: Student) -> None:
    """What a click on the instructor's link does: log in, start, pull."""
    student.log_in()
    student.start_server()
    student.pull()


def cells(student: Student, number: str) -> list[str]:
    """The code of a lesson as the student has it."""
    return ["".join(c["source"]) for c in student.notebook(number)["cells"] if c["cell_type"] == "code"]


def work(student: Student) -> list[str]:
    """Open and run both lessons; returns what was shown."""
    shown = []
    for number in LESSONS:
        student.open(number)
        shown += student.run(number, cells(student, number))
    return shown


@pytest.fixture(scope="module")
def students(hub):
    """A class that has arrived and has run lessons 1 and 5, all at once."""
    everybody = [Student(hub, f"student{number:02}") for number in range(1, SIZE + 1)]
    at_once(everybody, arrive)
    for student, shown in zip(everybody, at_once(everybody, work), strict=True):
        assert sum("leaflet" in html for html in shown) >= 2, f"{student.name} saw no map"
    yield everybody
    for student in everybody:
        student.close()


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder but compiled ones."""
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


def mine(student: Student) -> str:
    """Words that only this student wrote."""
    return f"# the work of {student.name}"


def save_own_work(student: Student) -> None:
    """Write into the first code cell of lesson 1 and add a cell at its end, then save."""
    content = student.notebook("01")
    first = next(c for c in content["cells"] if c["cell_type"] == "code")
    first["source"] = f"{mine(student)}\n{''.join(first['source'])}"
    own = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": None}
    content["cells"].append(own | {"source": mine(student)})
    student.save("01", content)


def change_upstream(course: hub_server.Course) -> None:
    """The instructor adds a sentence to the texts of lessons 1 and 5, changes a cell that students changed, adds a page."""
    for number in LESSONS:
        (path,) = (course.work / "notebooks").glob(f"{number}_*.ipynb")
        content = json.loads(path.read_text(encoding="utf-8"))
        text = next(c for c in content["cells"][1:] if c["cell_type"] == "markdown")
        text["source"] = [*text["source"], f"\n\n{NEWER}"]
        code = next(c for c in content["cells"] if c["cell_type"] == "code")
        code["source"] = ["# changed by the instructor\n", *code["source"]]
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (course.work / "notebooks" / "NEWS.md").write_text("There is news.\n", encoding="utf-8")
    course.publish("A change in mid-term")


def test_everybody_has_a_server_and_the_students_tree_only(hub, students):
    assert set(hub.server_pids()) == {student.name for student in students}
    for student in students:
        tree = student.home / FOLDER
        assert len(list((tree / "notebooks").glob("*.ipynb"))) == 9
        assert not (tree / "lessons").exists() and not (tree / "src" / "courseutils" / "teach").exists()


def test_the_labs_settings_are_the_courses(students):
    tracker = students[0].ask("GET", "lab/api/settings/@jupyterlab/notebook-extension:tracker").json()
    assert tracker["schema"]["properties"]["windowingMode"]["default"] == "defer"


def test_progress_lies_in_the_students_home_and_the_image_stays_as_it_was(hub, students):
    image = files(hub.folder.parent / "site")
    for student in students:
        assert (student.home / FOLDER / "notebooks" / ".progress.jsonl").is_file()
    assert not [name for name in image if ".progress" in name or name.startswith("workbook")]
    said = students[0].run("01", ["import courseutils; assert '/site/courseutils/' in courseutils.__file__"])
    assert said == [""]


def test_work_is_kept_when_the_course_changes_in_mid_term(hub, students):
    at_once(students, save_own_work)
    deleted = students[0].home / students[0].lesson_path("08")
    deleted.unlink()
    (students[0].home / FOLDER / "notebooks" / "NEWS.md").write_text("My own news.", encoding="utf-8")
    change_upstream(hub.course)
    at_once(students, Student.pull)
    for student in students:
        first, fifth = student.notebook("01"), student.notebook("05")
        sources = ["".join(cell["source"]) for cell in first["cells"]]
        assert mine(student) in sources and any(s.startswith(mine(student)) for s in sources[:-1])
        assert not any("changed by the instructor" in source for source in sources)
        assert any(NEWER in source for source in sources)
        assert NEWER in json.dumps(fifth) and "changed by the instructor" in json.dumps(fifth)
        assert "There is" in (student.home / FOLDER / "notebooks" / "NEWS.md").read_text(encoding="utf-8")
    assert deleted.is_file()
    (renamed,) = deleted.parent.glob("NEWS__*.md")
    assert renamed.read_text(encoding="utf-8") == "My own news."


def test_a_student_packs_the_lessons_that_were_worked_in(students):
    student = students[0]
    pack = (
        "import subprocess, sys; subprocess.run([sys.executable, '../course.py', 'submit', '--name', 'A'], check=True)"
    )
    student.run("01", [pack])
    (packed,) = (student.home / FOLDER / "notebooks" / "handed_in").glob("*.zip")
    # Lesson 5 is not as the image has it: the instructor changed it.
    assert zipfile.ZipFile(packed).namelist() == [Path(student.lesson_path(number)).name for number in LESSONS]
    assert not (student.home / FOLDER / ".venv").exists() and not (student.home / FOLDER / "workbook").exists()


def test_a_server_that_dies_comes_back_with_all_that_was_saved(hub, students):
    victim, others = students[0], students[1:]
    before = files(victim.home / FOLDER / "notebooks")
    pid = hub.server_pids()[victim.name]
    psutil.Process(pid).kill()
    hub.wait_for(lambda: victim.name not in hub.server_pids(), "the end of a killed server")
    assert set(hub.server_pids()) == {student.name for student in others}
    victim.start_server()
    assert hub.server_pids()[victim.name] != pid
    assert files(victim.home / FOLDER / "notebooks") == before
    victim.open("01")
    assert victim.run("01", cells(victim, "01")[:3])[-1].count("leaflet")


def test_the_hub_is_killed_in_the_middle_of_a_lesson(hub, students):
    worker = students[-1]
    worker.run("05", ["kept = 2008"])
    before = hub.server_pids()
    slow = threading.Thread(target=worker.run, args=("05", ["import time; time.sleep(2); kept += 1"]))
    slow.start()
    hub.kill_hub()
    slow.join()
    worker.run("05", ["assert kept == 2009"])
    hub.start_hub()
    assert hub.server_pids() == before
    assert all(student.is_logged_in() for student in students)
    worker.close()
    worker.connect("05")
    worker.run("05", ["assert kept == 2009"])
    at_once(students, lambda student: student.notebook("01"))


def test_a_second_server_of_a_student_shares_files_and_progress(hub, students):
    first = students[0]
    second = Student(hub, first.name, server="second")
    second.token = first.token
    second.start_server()
    try:
        assert second.notebook("01") == first.notebook("01")
        second.open("05")
        checks = ["from courseutils import check", *['check("05-1", 15)'] * 10]
        at_once([first, second], lambda student: student.run("01" if student is first else "05", checks))
        lines = (first.home / FOLDER / "notebooks" / ".progress.jsonl").read_text(encoding="utf-8").split("\n")
        assert sum(json.loads(line)["exercise"] == "05-1" for line in lines if line) >= 20
    finally:
        second.close()
