"""The command ``course.py mark``: collect, run each notebook in a sandbox, compare, write marks and feedback."""

import os
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from courseutils.teach.marking import bubblewrap, judging, sandbox, shards, variants
from courseutils.teach.marking.attempts import attempt, with_typed_values
from courseutils.teach.marking.chosen import Chosen, choose, refuse_other_marks
from courseutils.teach.marking.kit import write_kit
from courseutils.teach.marking.limits import Limits
from courseutils.teach.marking.notebook import Notebook, Unreadable, lesson_of, read_notebook
from courseutils.teach.marking.progress import Progress
from courseutils.teach.marking.records import COULD_NOT, STATES, WRITTEN, Marked, Submission
from courseutils.teach.marking.results import Line
from courseutils.teach.marking.store import CannotMark, Record, Store

_NO_LESSON = "It cannot be told which lesson this is: no cell names an exercise, and the file's name names no lesson."
_TRUSTING = (
    "WARNING: no sandbox. Every cell of every notebook runs as you: it can read and change your files, use the "
    "network, and read other students' work. Do this only with files that you would run yourself."
)
_parsing = Lock()  # a notebook of 20 MB takes much memory to read: one at a time


def cores() -> int:
    """Processors that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Marker:
    """Marks notebooks in boxes, ``workers`` at a time, never more than there are cores."""

    def __init__(self, boxes, store: Store, seed: str, workers: int):
        self.boxes, self.store, self.seed = boxes, store, seed
        self.slots: SimpleQueue = SimpleQueue()
        for slot in range(workers):
            self.slots.put(slot)
        self.workers = workers

    def mark_all(self, submissions: Iterable[Submission], progress: Progress) -> list[Marked]:
        """Every submission with its results, in the order given; stopped by Ctrl+C it keeps what is done."""
        sandbox.halt.clear()
        with ThreadPoolExecutor(self.workers) as pool:
            waiting = [pool.submit(self._mark, submission, progress) for submission in submissions]
            try:
                return [future.result() for future in waiting]
            except BaseException:
                sandbox.halt.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _mark(self, submission: Submission, progress: Progress) -> Marked:
        record, run = self.record(submission)
        for earlier in submission.earlier if record.is_blank else ():
            other, _ = self.record(earlier)
            if not other.is_blank:
                submission, record = earlier, other
                break
        progress.step(run)
        return Marked(replace(submission, earlier=()), record.lesson, record.results, record.remarks)

    def record(self, submission: Submission) -> tuple[Record, bool]:
        """The results of a notebook, and whether it had to be run for them."""
        try:
            with _parsing:
                content = submission.path.read_bytes()
                notebook = read_notebook(submission.path, submission.origin)
        except Unreadable as why:
            return unreadable(submission, str(why)), False
        if not notebook.lesson:
            return Record("", (), (*notebook.remarks, _NO_LESSON)), False
        key = self.store.key(content, notebook.lesson, self.seed)
        if (kept := self.store.load(key)) is not None:
            return kept, False
        record = self.run(notebook)
        self.store.save(key, record)
        return record, True

    def run(self, notebook: Notebook) -> Record:
        """Run a notebook as it is and with the hidden variant, and compare."""
        usual = variants.usual(notebook.lesson)
        other = variants.drawn(notebook.lesson, self.seed)
        values = [usual, usual | other] if other else [usual]
        slot = self.slots.get()
        try:
            tried = attempt(self.boxes, notebook, values, slot)
            if judging.has_fixed_answer(notebook, tried, values):
                tried.typed = with_typed_values(self.boxes, notebook, values, tried, slot)
        finally:
            self.slots.put(slot)
        remarks = (*notebook.remarks, *judging.remarks(notebook, tried))
        return Record(notebook.lesson, judging.results(notebook, tried, values), remarks)


def unreadable(submission: Submission, why: str) -> Record:
    """A record for a file that is no notebook: every exercise of its lesson could not be marked."""
    lesson = lesson_of((), submission.origin)
    return Record(lesson, judging.none_marked(lesson, why), (why,))


@contextmanager
def boxes(trusted: bool, workers: int, secrets: Iterable[Path]):
    """What notebooks are run in; raises CannotMark where there are no sandboxes and nobody said to do without."""
    limits = Limits().for_machine(workers)
    if not trusted and (why := bubblewrap.why_not()):
        raise CannotMark(
            f"Notebooks that students hand in are run in a sandbox, and there is none here. {why} "
            "If you trust every file as your own, add --i-trust-these."
        )
    with tempfile.TemporaryDirectory(prefix="marking-", ignore_cleanup_errors=True) as folder:
        kit = write_kit(Path(folder))
        yield sandbox.Trusting(kit, limits) if trusted else bubblewrap.Bubblewrap(kit, limits, secrets)


def run(
    handed_in: Path,
    out: Path,
    seed: str | None,
    workers: int | None,
    trusted: bool,
    part: str | None = None,
    **asked: str | None,
) -> int:
    """The command itself; ``part`` is "2/4" for a shard, ``asked`` is for ``choose``. Returns its exit code."""
    count = max(1, min(workers or cores(), cores()))
    return _told(
        lambda: _run(handed_in, out, seed, count, trusted, choose(**asked), shards.parse(part) if part else None)
    )


def merge(folders: Sequence[Path], out: Path, leave_out: str | None = None) -> int:
    """Tables and pages of a class that was marked in shards; nothing is marked anew. Returns the exit code."""
    return _told(lambda: _merge(folders, out, choose(None, leave_out).left_out))


def _told(act: Callable[[], int]) -> int:
    """The exit code of a command, after a sentence if marking could not begin or go on."""
    try:
        return act()
    except CannotMark as why:
        print(why)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is marked is kept: run the same command again, and it goes on where it stopped.")
        return 130


def _run(
    handed_in: Path,
    out: Path,
    seed: str | None,
    workers: int,
    trusted: bool,
    chosen: Chosen,
    shard: shards.Shard | None = None,
) -> int:
    from courseutils.teach.marking.intake import collect

    _look_apart(handed_in, out)
    store, seed = _opened(out, seed, shard, chosen)
    with tempfile.TemporaryDirectory(prefix="handed-in-") as copies, _boxes(handed_in, out, workers, trusted) as made:
        submissions, problems = collect(handed_in, Path(copies), chosen.lessons)
        print("\n".join(problems)) if problems else None
        if not submissions:
            raise CannotMark(f"There is no notebook to mark in {handed_in}.")
        marker = Marker(made, store, seed, workers)
        if shard:
            return _mark_shard(marker, shard, submissions, chosen, problems)
        marked = marker.mark_all(submissions, Progress(len(submissions)))
    return hand_over(chosen.among(marked), store, chosen.lessons)


def _opened(out: Path, seed: str | None, shard: shards.Shard | None, chosen: Chosen) -> tuple[Store, str]:
    """The folder of this marking, of the whole class or of a shard, and the seed."""
    if shard and chosen.left_out:
        raise CannotMark("Shards mark everything. Give --leave-out to --merge, which can be run again in seconds.")
    if shard:
        return shards.opened(out, shard, seed)
    shards.refuse_shard(out)
    if chosen.lessons:  # said before anything is run
        refuse_other_marks(out, chosen.lessons, ())
    store = Store(out)
    return store, store.open(seed)


def _mark_shard(marker: Marker, shard: shards.Shard, submissions, chosen: Chosen, said: Sequence[str]) -> int:
    """Mark the students of a shard; tables and pages wait for the others."""
    store, on = marker.store, shards.basis(marker.seed, chosen.lessons, submissions)
    mine = shards.own(submissions, shard)
    shards.keep(store, shard, on, None)
    shards.keep(store, shard, on, marker.mark_all(mine, Progress(len(mine))), said)
    print(
        f"Shard {shard.number}/{shard.of}: {len(mine)} of {len(submissions)} notebooks are marked, in {store.out}. "
        f"When all shards are: python3 course.py mark --merge {store.out.parent} --out MARKS"
    )
    return 0


def _merge(folders: Sequence[Path], out: Path, left_out: frozenset[str]) -> int:
    parts = shards.gather(folders)
    shards.refuse_shard(out)
    store, on = Store(out), parts[0].basis
    store.open(on.seed)
    print("\n".join(parts[0].said)) if parts[0].said else None
    shards.copy_records(parts, store)
    chosen = Chosen(frozenset(on.lessons), left_out)
    return hand_over(chosen.among(shards.in_order(parts)), store, chosen.lessons)


def _boxes(handed_in: Path, out: Path, workers: int, trusted: bool):
    if trusted:
        print(_TRUSTING, file=sys.stderr)
    return boxes(trusted, workers, [out, handed_in])


def _look_apart(handed_in: Path, out: Path) -> None:
    if not handed_in.exists():
        raise CannotMark(f"There is no {handed_in}. Name the folder or the zip with what was handed in.")
    if handed_in.is_dir() and out.resolve().is_relative_to(handed_in.resolve()):
        raise CannotMark(f"{out} lies inside {handed_in}, where it would be taken for work. Name a folder elsewhere.")


def hand_over(marked: list[Marked], store: Store, lessons: frozenset[str] = frozenset()) -> int:
    """Write tables and pages, with the levels that written answers have so far, and say what there is.

    ``lessons`` are those that were asked for. Raises CannotMark where marks of other lessons would be lost.
    """
    from courseutils.teach.marking import levels
    from courseutils.teach.marking.publishing import publish
    from courseutils.teach.marking.results import lines_of

    with store.alone():
        refuse_other_marks(store.out, lessons, {item.lesson for item in marked})
        given = levels.read(store.out)
        done = publish(marked, given, store)
    print(summary([lines_of(item, given) for item in marked], store.out))
    print(_staying(done.stays)) if done.stays else None
    return 1 if done.kept_back else 0


def _staying(names: list[str]) -> str:
    """Who is no longer among what was handed in may still have a page."""
    many = len(names) > 1
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return (
        f"{len(names)} file{'s' * many} of an earlier marking {'were' if many else 'was'} not written again: "
        f"{', '.join(names[:5])}{more}. {'They stay' if many else 'It stays'}; marking deletes nothing. If a student "
        "has left the course or asked for it, delete the page by hand (guide/marking.md, part 6)."
    )


def summary(marked: Sequence[Sequence[Line]], out: Path) -> str:
    """How many results there are of each state, what is not counted, where to look first, and what comes next."""
    lines = [line for rows in marked for line in rows]
    counts = Counter(line.state for line in lines if line.exercise or line.state == COULD_NOT)
    read = sum(line.level is not None for line in lines)
    parts = [f"{counts[state]} {state}{_read(state, read)}" for state in STATES if counts[state]]
    said = [f"Marked {len(marked)} notebooks: {', '.join(parts)}. Marks and feedback are in {out}."]
    if left_out := sorted({line.exercise for line in lines if not line.is_counted}):
        said.append(f"Not counted: {', '.join(left_out)}.")
    if counts[COULD_NOT]:
        said.append("Look at those that could not be marked; the column reason in marks.csv says why.")
    return "\n".join([*said, *_next(lines, out)])


def _read(state: str, read: int) -> str:
    return f" ({read} of them read)" if read and state == WRITTEN else ""


def _next(lines: Sequence[Line], out: Path) -> list[str]:
    """What to do with the marks: read the written answers, look at the class."""
    unread = sum(line.state == WRITTEN and line.points is None for line in lines)
    answers = f"{unread} written answer{'s' * (unread > 1)}"
    reading = [f"Next, read {answers}: python3 course.py mark --written {shlex.quote(str(out))}"] * bool(unread)
    return [*reading, f"The whole class on one page: {out / 'index.html'}"]
