"""The course's commands: ``python3 course.py COMMAND`` (``course COMMAND`` where the package is installed)."""

import argparse
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from courseutils._data import DataError, workbook_dir
from courseutils._translate import ENGLISH, VARIABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="course.py", description="Georgia 2008: a course in notebooks and maps.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("help", help="show this list").set_defaults(run=lambda words: _help(parser))
    lab = commands.add_parser("lab", help="copy new lessons into workbook/ and open JupyterLab there")
    lab.add_argument("--check", action="store_true", help="start, draw the first map, report the seconds, stop")
    lab.add_argument("--no-browser", action="store_true", help="do not open a browser window")
    lab.add_argument("--port", type=int, help="port of the local server")
    lab.add_argument("--language", metavar="CODE", help="replies, and lessons where they are translated, such as de")
    lab.add_argument("--wheels", metavar="DIR", help="set up from this folder of packages, without internet")
    lab.set_defaults(run=_run_lab)
    update = commands.add_parser("update", help="get the newest lessons; your own files stay as they are")
    update.set_defaults(run=_run_update)
    submit = commands.add_parser("submit", help="pack your notebooks into one zip file to hand in")
    submit.add_argument("--name", help="your name, for the file name")
    submit.set_defaults(run=_run_submit)
    doctor = commands.add_parser("doctor", help="say what is wrong with this installation and what to do")
    doctor.set_defaults(run=_run_doctor)
    _article(commands)
    reader = commands.add_parser("reader", help="save the article beside its map as one page for any browser")
    reader.add_argument("file", type=Path, nargs="?", help="a new file, such as reader.html; none is overwritten")
    reader.set_defaults(run=_run_reader)
    wheels = commands.add_parser("wheels", help="fill a folder with all packages, for set-up without internet")
    wheels.add_argument("folder", type=Path)
    wheels.add_argument("--system", choices=("this", "windows", "mac-arm", "mac-intel", "linux"), default="this")
    wheels.add_argument("--python", default=None, help="Python version there, such as 3.12")
    wheels.set_defaults(run=_run_wheels)
    _instructor(commands)
    return parser


def _article(commands) -> None:
    article = commands.add_parser("article", help="add the original article, if you have it")
    action = article.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = action.add_parser("add", help="check a file against the article's fingerprints and keep it in workbook/")
    add.add_argument("file", type=Path)
    add.set_defaults(run=_run_article)


def _instructor(commands) -> None:
    test = commands.add_parser("test", help="run the tests (instructors)")
    test.add_argument("--all", action="store_true", help="also browser, sandbox and set-up tests")
    test.add_argument("--deep", action="store_true", help="every test, also the longest repetitions")
    test.set_defaults(run=_instructors(_run_test))
    build = commands.add_parser("build", help="build notebooks/ from lessons/ (instructors)")
    build.add_argument("--check", action="store_true", help="change nothing; exit 1 if notebooks/ is out of date")
    build.add_argument(
        "--solved",
        type=Path,
        metavar="DIR",
        nargs="?",
        const=workbook_dir() / "solved",
        help="write solved notebooks instead, into DIR or, unless named, into the lab's folder solved",
    )
    build.add_argument("--lesson", metavar="NN", help="only this lesson, such as 05")
    build.add_argument("--draft", action="store_true", help="write notebooks although the content has open points")
    build.add_argument("--ideas", action="store_true", help="bring the table of ideas up to what the lessons use")
    build.add_argument("--figures", metavar="NN", help="print rows for the figures of a lesson that have no source yet")
    build.add_argument(
        "--messages", metavar="CODE", nargs="?", const="all", help="update the translators' files, or begin a language"
    )
    build.add_argument("--clock", action="store_true", help="run the lessons and write guide/clock.md")
    build.set_defaults(run=_instructors(_run_build))
    bench = commands.add_parser("bench", help="measure the kit beside its alternatives (instructors)")
    bench.add_argument("groups", nargs="*", metavar="GROUP", help="only these groups of measures, such as start")
    bench.add_argument("--runs", type=int, default=5, metavar="N", help="5 unless named; fewer are printed, not kept")
    bench.add_argument("--page", action="store_true", help="measure nothing; make guide/figures.md and its plots again")
    bench.set_defaults(run=_instructors(_run_bench))
    _paper(commands)
    _site(commands)
    _release(commands)
    _mark(commands)
    _link(commands)


def _link(commands) -> None:
    link = commands.add_parser("link", help="print the link that opens the course on a hub or Binder (instructors)")
    link.add_argument("--hub", metavar="URL", help="address of your JupyterHub, such as https://hub.example.edu")
    link.add_argument("--repo", metavar="URL", help="git repository of the students' tree, or its folder here")
    link.add_argument("--branch", default="main", help="main unless named")
    link.add_argument("--lesson", metavar="N", help="the lesson to open; 0 unless named")
    link.add_argument("--binder", action="store_true", help="a link for Binder (mybinder.org, or the one at --hub)")
    link.set_defaults(run=_instructors(_run_link))


def _paper(commands) -> None:
    slides = commands.add_parser("slides", help="make slides for class, one HTML file a lesson (instructors)")
    slides.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="where to; guide_out/slides unless named")
    slides.add_argument("--lesson", metavar="NN", help="only this lesson, such as 05")
    slides.add_argument("--no-notes", action="store_true", help="leave your notes out, for slides to give to students")
    slides.set_defaults(run=_instructors(_run_slides))
    handouts = commands.add_parser("handouts", help="make one page for paper a lesson, PDF and HTML (instructors)")
    handouts.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="guide_out/handouts unless named")
    handouts.add_argument("--lesson", metavar="NN", help="only this lesson, such as 05")
    handouts.set_defaults(run=_instructors(_run_handouts))


def _site(commands) -> None:
    site = commands.add_parser("site", help="make the course as a book of web pages (instructors)")
    site.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="where to; guide_out/site unless named")
    site.add_argument("--zip", type=Path, metavar="FILE", help="also a zip, for a learning platform")
    site.add_argument("--with-python", action="store_true", help="put Python into it (7 MB more; npm fetches Pyodide)")
    site.add_argument("--pyodide", type=Path, metavar="FILE", help="take Pyodide from this .tgz or folder, without npm")
    site.set_defaults(run=_instructors(_run_site))


def _mark(commands) -> None:
    mark = commands.add_parser("mark", help="mark what was handed in: a folder or a zip (instructors)")
    mark.add_argument(
        "handed_in", type=Path, nargs="?", metavar="SUBMISSIONS", help="folder, or zip of Moodle, Canvas, Blackboard"
    )
    mark.add_argument("--out", type=Path, metavar="DIR", help="folder for marks and feedback")
    mark.add_argument("--written", type=Path, metavar="DIR", help="then: read the written answers of such a folder")
    mark.add_argument("--lessons", metavar="5", help="only notebooks of these lessons, such as 5 or 1,5-6")
    mark.add_argument("--leave-out", metavar="04-7,05-8", help="exercises that are marked and not counted")
    mark.add_argument("--seed", help="draws the hidden variants; else one is made and kept in DIR/seed.txt")
    mark.add_argument("--shard", metavar="2/4", help="only this part of the class, into a folder of its own in DIR")
    mark.add_argument("--merge", type=Path, nargs="+", metavar="SHARDS", help="then: put the shards together in DIR")
    mark.add_argument("--workers", type=int, help="notebooks at a time; never more than there are cores")
    mark.add_argument("--i-trust-these", action="store_true", help="run them as you, without a sandbox")
    mark.set_defaults(run=_instructors(_run_mark))


def _release(commands) -> None:
    release = commands.add_parser("release", help="make what students and instructors get (instructors)")
    release.add_argument("archives", type=Path, nargs="?", metavar="DIR", help="folder for the two archives")
    release.add_argument("--tree", type=Path, metavar="DIR", help="the students' tree as a folder, for a hub or Binder")
    release.add_argument("--nbgrader", type=Path, metavar="DIR", help="a source tree for nbgrader 0.9.6")
    release.add_argument("--lessons", metavar="1,2,5,6", help="a short course; lesson 0 is always in it")
    release.add_argument("--course", type=Path, metavar="FILE", help="title page; see guide/release/course.toml")
    release.add_argument("--with-original", type=Path, metavar="FILE", help="add the article, if you may hand it out")
    release.add_argument("--draft", action="store_true", help="release although the content has open points")
    release.set_defaults(run=_instructors(_run_release))


# What each command runs; each imports its own module, so that a quick command stays quick ---------------------------


def _help(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return 0


def _run_lab(words: argparse.Namespace) -> int:
    from courseutils.commands import lab

    return lab.check() if words.check else lab.start(words.no_browser, words.port, words.language)


def _run_update(words: argparse.Namespace) -> int:
    from courseutils.commands import workbook

    return workbook.update()


def _run_submit(words: argparse.Namespace) -> int:
    from courseutils.commands import submit

    return submit.run(words.name)


def _run_doctor(words: argparse.Namespace) -> int:
    from courseutils.commands import doctor

    return doctor.run()


def _run_article(words: argparse.Namespace) -> int:
    from courseutils.commands import article

    return article.add(words.file)


def _run_reader(words: argparse.Namespace) -> int:
    from courseutils.commands import reader

    return reader.save(words.file)


def _run_wheels(words: argparse.Namespace) -> int:
    from courseutils.commands import wheels

    return wheels.run(words.folder, words.system, words.python)


def _instructors(act: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command for instructors; a sentence where the students' copy has none of it."""

    def run(words: argparse.Namespace) -> int:
        if find_spec("courseutils.teach") is None:
            print(f"The command {words.command} is for instructors and is not part of the students' copy.")
            return 1
        # Marks, the book and papers are the same whatever language the instructor's own lab speaks.
        os.environ[VARIABLE] = ENGLISH
        return act(words)

    return run


def _run_test(words: argparse.Namespace) -> int:
    from courseutils.teach import tests

    return tests.run(words.all, words.deep)


def _run_build(words: argparse.Namespace) -> int:
    from courseutils.teach import build, clock, messages

    if words.clock:
        return clock.run(build.root(), words.lesson)
    if words.messages:
        return messages.run(words.messages)
    if words.figures:
        return build.print_figures(words.figures)
    if words.ideas:
        return build.fill_in_ideas()
    return build.run(words.check, words.solved, words.lesson, words.draft)


def _run_bench(words: argparse.Namespace) -> int:
    from courseutils.teach.bench import run as bench

    return bench.run(words.groups, words.runs, words.page)


def _run_slides(words: argparse.Namespace) -> int:
    from courseutils.teach import slides

    return slides.run(words.folder, words.lesson, not words.no_notes)


def _run_handouts(words: argparse.Namespace) -> int:
    from courseutils.teach import handouts

    return handouts.run(words.folder, words.lesson)


def _run_site(words: argparse.Namespace) -> int:
    from courseutils.teach.site import run as site

    return site.run(words.folder, words.zip, words.with_python, words.pyodide)


def _run_release(words: argparse.Namespace) -> int:
    from courseutils.teach import release

    given = (words.archives, words.tree, words.nbgrader, words.lessons, words.course, words.with_original)
    return release.run(release.Wanted(*given, draft=words.draft))


def _run_link(words: argparse.Namespace) -> int:
    from courseutils.teach import link

    return link.run(words.hub, words.repo, words.branch, words.lesson, words.binder)


def _run_mark(words: argparse.Namespace) -> int:
    from courseutils.teach.marking import run, written

    if words.written:
        return written.serve(words.written)
    if words.merge:
        return _merge(words)
    if not words.handed_in or not words.out:
        print("Name what was handed in and a folder for the marks: python3 course.py mark SUBMISSIONS --out DIR")
        return 2
    how = words.seed, words.workers, words.i_trust_these
    return run.run(words.handed_in, words.out, *how, words.shard, only=words.lessons, leave_out=words.leave_out)


def _merge(words: argparse.Namespace) -> int:
    from courseutils.teach.marking import run

    if not words.out or any((words.handed_in, words.shard, words.seed, words.lessons)):
        print(
            "Name the folder with the shards and a folder for the marks, without what the shards know themselves: "
            "python3 course.py mark --merge SHARDS --out DIR"
        )
        return 2
    return run.merge(words.merge, words.out, words.leave_out)


def main(words: list[str] | None = None) -> int:
    """Run one command; returns its exit code. Expected failures are one sentence, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        asked = _parser().parse_args(words)
        return asked.run(asked)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    except (DataError, OSError) as problem:
        print(_sentence(problem))
        return 1


def _sentence(problem: Exception) -> str:
    """What a system says in a word or two, with the file that it is about and what to do."""
    if not isinstance(problem, OSError) or problem.errno is None:
        return str(problem)
    file = f" ({problem.filename})" if problem.filename else ""
    look = "Check the name, that the folder can be written to and that the disk is not full, and try again."
    return f"{problem.strerror}{file}. {look}"


if __name__ == "__main__":
    sys.exit(main())
