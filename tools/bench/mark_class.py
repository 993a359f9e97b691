"""How long marking takes, beside nbgrader 0.9.6 on the same submissions in the same run.

    python tools/bench/mark_class.py [STUDENTS] [LESSON]

STUDENTS (30) notebooks of LESSON (05): a third solved, a third half done, a third blank, no two alike. Three times a
third of the class is marked: by one call of ``nbgrader autograde``, by two calls at once, and by ``course.py mark``,
one sandbox each and as many at a time as there are cores. Every time is a whole command, start and set-up included,
divided by its notebooks; the medians are compared. nbgrader goes into an environment that is thrown away.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION, AIM, THIRDS = "0.9.6", 5.0, ("a", "b", "c")
SHARES = {"solved": 1.0, "half": 0.5, "blank": 0.0}


def programs(folder: Path) -> Path:
    """The programs of a new environment that has nbgrader and sees the packages of this one."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    (site,) = folder.rglob("site-packages")
    (site / "kit.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", f"nbgrader=={VERSION}"]
    subprocess.run(pip, check=True)
    # nbgrader calls a program of a package that lies in the other environment, and it has to find nbgrader.
    alembic = folder / "bin" / "alembic"
    alembic.write_text(f"#!{folder}/bin/python\nfrom alembic.config import main\nmain()\n", encoding="utf-8")
    alembic.chmod(0o755)
    return folder / "bin"


def environment(bin_folder: Path, home: Path) -> dict[str, str]:
    """Variables with which nbgrader finds its own kernel, the kit and the templates."""
    return {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "PYTHONPATH": str(ROOT / "src"),
    }


def make_course(folder: Path, lesson: str, env: dict[str, str]) -> dict[str, dict]:
    """nbgrader's source tree and its release of one lesson; returns source and release as documents."""
    from courseutils.teach import release

    if release.run(release.Wanted(nbgrader=folder, draft=True)):
        sys.exit("The source tree for nbgrader could not be made.")
    done = subprocess.run(["nbgrader", "generate_assignment", f"lesson_{lesson}"], cwd=folder, env=env, check=False)
    if done.returncode:
        sys.exit("nbgrader could not generate the lesson.")
    found = {}
    for part in ("source", "release"):
        (path,) = (folder / part / f"lesson_{lesson}").glob("*.ipynb")
        found[part] = json.loads(path.read_text(encoding="utf-8"))
        found["name"] = path.name
    return found


def submission(documents: dict, share: float, student: str) -> str:
    """The released notebook with the first exercises solved, and the student's name, so that no two are alike."""
    from courseutils.teach import lessons

    blanks = [c for c in documents["source"]["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    solved = {c["id"]: lessons.SOLUTION.sub(r"\1", "".join(c["source"])) for c in blanks}
    done = set(list(solved)[: int(len(solved) * share)])
    notebook = json.loads(json.dumps(documents["release"]))
    for cell in notebook["cells"]:
        if cell["id"] in done:
            cell["source"] = f"# {student}\n{solved[cell['id']]}"
    notebook["metadata"]["student"] = student
    return json.dumps(notebook)


def hand_in(students: list[str], documents: dict, lesson: str, folders: dict[str, Path]) -> None:
    """The same bytes for all: in nbgrader's two courses and in a folder for the kit."""
    for number, student in enumerate(students):
        text = submission(documents, list(SHARES.values())[number % 3], student)
        for course in (folders["one"], folders["two"]):
            target = course / "submitted" / student / f"lesson_{lesson}" / documents["name"]
            target.parent.mkdir(parents=True)
            target.write_text(text, encoding="utf-8")
        target = folders["kit"] / student[0] / student / documents["name"]
        target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8")


def timed(commands: list[list[str]], **more) -> float:
    """Seconds until all commands, started at once, have ended."""
    began = time.perf_counter()
    null = subprocess.DEVNULL
    started = [subprocess.Popen(words, stdout=null, stderr=null, **more) for words in commands]
    codes = [process.wait() for process in started]
    if any(codes):
        sys.exit(f"A command failed: {commands[0]}")
    return time.perf_counter() - began


def one_third(third: str, count: int, lesson: str, folders: dict[str, Path], env: dict[str, str]) -> dict[str, float]:
    """Seconds for each notebook of a third of the class, by each way."""

    def nbgrader(pattern: str) -> list[str]:
        return ["nbgrader", "autograde", f"lesson_{lesson}", f"--CourseDirectory.student_id={pattern}"]

    kit = [sys.executable, "-m", "courseutils.cli", "mark", str(folders["kit"] / third)]
    kit += ["--out", str(folders["kit"] / f"marks-{third}"), "--seed", "bench"]
    halves = [nbgrader(f"{third}[02468]*"), nbgrader(f"{third}[13579]*")]
    return {
        "nbgrader, one call": timed([nbgrader(f"{third}*")], cwd=folders["one"], env=env) / count,
        "nbgrader, two calls at once": timed(halves, cwd=folders["two"], env=env) / count,
        "course.py mark": timed([kit], env=env) / count,
    }


def check_marks(folder: Path, names: dict[str, list[str]]) -> None:
    """A quick marker that marks wrongly is none: the solved are right, the blank not attempted."""
    for third, students in names.items():
        with (folder / f"marks-{third}" / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                kind = list(SHARES)[students.index(row["student"]) % 3]
                allowed = {"solved": ("right", "written"), "blank": ("not attempted",)}.get(kind, (row["state"],))
                if row["state"] not in allowed:
                    sys.exit(f"{row['student']} ({kind}): {row['exercise']} is {row['state']}. {row['reason']}")


def report(found: list[dict[str, float]]) -> None:
    """One line for each way, then the ratios, and a miss as a miss."""
    medians = {way: statistics.median(row[way] for row in found) for way in found[0]}
    for way, seconds in medians.items():
        each = ", ".join(f"{row[way]:.2f}" for row in found)
        print(f"{way:28} {seconds:6.2f} s a notebook (median of {each}); 1,800: {seconds * 1800 / 60:.0f} minutes")
    ours = medians.pop("course.py mark")
    for way, seconds in medians.items():
        ratio = seconds / ours
        print(f"{way} / course.py mark: {ratio:.1f}, aim {AIM:.0f} {'met' if ratio >= AIM else 'MISSED'}")
    print(f"1,800 notebooks in 30 minutes: {'met' if ours <= 1 else 'MISSED'}")


def main(students: int, lesson: str) -> None:
    """Make the class, mark it three times by thirds, report."""
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(programs(folder / "env"), folder)
        os.environ["PATH"] = env["PATH"]
        folders = {part: folder / part for part in ("one", "two", "kit")}
        documents, _ = (make_course(folders[part], lesson, env) for part in ("one", "two"))
        count = max(3, students // 3)
        # The digit after the letter parts a third in two halves of equal length, for the two calls.
        names = {third: [f"{third}{number % 10}-{number:03}" for number in range(count)] for third in THIRDS}
        for third in THIRDS:
            hand_in(names[third], documents, lesson, folders)
        found = [one_third(third, count, lesson, folders, env) for third in THIRDS]
        check_marks(folders["kit"], names)
    print(f"{3 * count} notebooks of lesson {lesson}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")
    report(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("students", type=int, nargs="?", default=30, help="notebooks in all, at least nine")
    parser.add_argument("lesson", nargs="?", default="05", help="its number")
    asked = parser.parse_args()
    main(asked.students, asked.lesson.zfill(2))
