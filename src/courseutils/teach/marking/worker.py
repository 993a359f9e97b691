"""Inside the sandbox: run the code cells of one notebook in order and send the answers out as JSON lines.

The only code of the kit that shares a process with a student's cells. Standard library only; no Jupyter, no IPython.
Nothing here is a secret and nothing that comes from here is trusted outside: who takes this file over can forge the
answers of their own notebook, which they would have to know. Reads the job as JSON from stdin, writes to stdout.
"""

import ast
import contextlib
import gc
import json
import os
import signal
import sys
import types

import inside_cells
import inside_values

COROUTINE = 0x80  # inspect.CO_COROUTINE


class CellLimit(BaseException):
    """The cell has used up its computing time."""


def out_of_time(*_):
    raise CellLimit


def limit_time(computing: float, waiting: float) -> None:
    """Set or (0, 0) clear the clocks of a cell; on Windows there are none, and the limit of the whole must do."""
    clocks = (("SIGPROF", "ITIMER_PROF", computing), ("SIGALRM", "ITIMER_REAL", waiting))
    for name, clock, seconds in clocks if hasattr(signal, "setitimer") else ():
        signal.signal(getattr(signal, name), out_of_time if seconds else signal.SIG_IGN)
        signal.setitimer(getattr(signal, clock), seconds, 1.0 if seconds else 0)


class Run:
    """One run through the cells with given values of the parameters; what happens goes to the channel at once."""

    def __init__(self, job: dict, channel: int, namespace: dict, number: int = 0):
        self.job, self.channel, self.namespace, self.number = job, channel, namespace, number
        self.values = {} if number else job["values"]
        self.last: dict = {}  # of each variable: the object, and the text that was sent
        self.process = os.getpid()
        self.loops: list = []  # none until something is awaited

    def say(self, **words) -> None:
        """One JSON line to the channel."""
        line = json.dumps({"run": self.number, **words}).encode("ascii") + b"\n"
        while line:
            line = line[os.write(self.channel, line) :]

    def ask(self) -> None:
        """Get the values of a later run, which come when nothing of the run before is heard any more."""
        self.say(ready=True)
        with open(self.job["later"], "rb", buffering=0, closefd=False) as pipe:
            self.values = json.loads(pipe.readline())

    def cells(self, first: int, last: int) -> None:
        """Run the cells from ``first`` to before ``last``."""
        for number in range(first, last):
            if number not in self.job["skip"][self.number]:
                self.say(start=number)
                self.within_limits(number, self.cell, number)
                self.within_limits(number, self.answers, False)

    def within_limits(self, number: int, step, *arguments) -> None:
        """Take one step for a cell; whatever it raises ends this step alone."""
        limits = self.job["limits"]
        try:
            limit_time(limits["cell_seconds"], limits["cell_wall_seconds"])
            step(*arguments)
            limit_time(0, 0)
        except BaseException as error:
            self.failed(number, error)
        if os.getpid() != self.process:  # a child that the cell forked and let go on
            os._exit(0)

    def cell(self, number: int) -> None:
        """Run the code of a cell."""
        source = self.job["cells"][number]
        python = inside_cells.without_magic(source)
        if python != source:
            self.say(magic=number)
        known, typed = self.job["variables"], self.job.get("typed", ())
        code = inside_cells.prepared(python, self.values, number in self.job["parameter_cells"], known, typed)
        self.execute(compile(code, f"<cell {number + 1}>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True))

    def execute(self, code) -> None:
        """Run compiled code; where it awaits something outside a function, in a loop that lasts, as in Jupyter."""
        if not code.co_flags & COROUTINE:
            exec(code, self.namespace)
            return
        if not self.loops:
            import asyncio

            self.loops.append(asyncio.new_event_loop())
        self.loops[0].run_until_complete(eval(code, self.namespace))

    def failed(self, number: int, error: BaseException) -> None:
        """Say how a cell ended, whatever a student's own exception does when it is read."""
        words = ""
        try:
            limit_time(1, 1)
            words = str(error)[:300]
            limit_time(0, 0)
        except BaseException:
            limit_time(0, 0)
        self.say(failed=number, error=type(error).__name__[:40], words=words)

    def answers(self, finished: bool) -> None:
        """Send every answer whose variable holds another object; at the end also those that changed inside."""
        for task, variable in self.job["variables"].items():
            value = self.namespace.get(variable, ...)
            if value is ... or value is None:  # as in the notebook, where what was given to check is what counts
                value = self.namespace.get(inside_cells.checked(task), value)
            old, sent = self.last.get(task, (..., None))
            if value is ... or (value is old and (not finished or hasattr(value, "__next__"))):
                continue
            self.last[task] = (value, sent)  # if reading it does not end, it is not read again
            form = inside_values.plain(value)
            text = json.dumps(form)
            if text != sent:
                self.say(task=task, answer=form)
            self.last[task] = (value, text)

    def rest(self, first: int) -> None:
        """Run from a cell to the end and send the last of the answers."""
        self.cells(first, len(self.job["cells"]))
        self.within_limits(len(self.job["cells"]), self.answers, True)
        self.say(done=True)


def fresh_namespace() -> dict:
    """What a cell finds in Jupyter besides Python itself; none of it does anything here."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    nothing = dict.fromkeys(("display", "help", "exit", "quit", "get_ipython"), lambda *what, **how: None)
    vars(module).update(nothing)
    return vars(module)


def run_all(job: dict, channel: int) -> None:
    """Run what comes before the parameters once, then the rest once for each set of values, each in a fork."""
    namespace = fresh_namespace()
    start = Run(job, channel, namespace)
    names = list(start.values)
    found = inside_cells.how_found(job["cells"], set(job["parameter_cells"]), names)
    start.say(parameters=found)
    namespace.update({name: start.values[name] for name in names if found[name] == "gone"})
    if job["count"] == 1:
        return start.rest(0)
    first = next((n for n, cell in enumerate(job["cells"]) if inside_cells.mentions(cell, names)), len(job["cells"]))
    start.cells(0, first)
    gc.freeze()
    for number in range(job["count"]):
        run_in_fork(job, channel, namespace, number, found, first)


def run_in_fork(job: dict, channel: int, namespace: dict, number: int, found: dict, first: int) -> None:
    """The rest of the cells in a process of its own, so that every set of values meets the same state."""
    run = Run(job, channel, namespace, number)
    if number:
        run.ask()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            run.say(killed=os.WTERMSIG(status))
        return
    namespace.update({name: value for name, value in run.values.items() if found[name] == "gone"})
    run.process = os.getpid()
    run.rest(first)
    os._exit(0)


def quiet() -> None:
    """Nothing that the cells print goes anywhere, and nobody answers what they ask."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def limit_all(limits: dict) -> None:
    """The bounds of the whole process; in a sandbox they are set already, from outside."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = {"AS": "memory", "CPU": "cpu_seconds", "FSIZE": "file_bytes", "NOFILE": "open_files"}
    for kind, name in bounds.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (limits[name], limits[name]))


def main() -> None:
    """Read the job, run it, and end at once, whatever threads or finalisers are left."""
    channel = os.dup(1)
    job = json.loads(sys.stdin.buffer.read())
    sys.path[:0] = job["path"]
    quiet()
    limit_all(job["limits"])
    gc.set_threshold(50_000, 20, 20)
    run_all(job, channel)
    os._exit(0)


if __name__ == "__main__":
    main()
