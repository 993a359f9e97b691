"""How many students a real JupyterHub on this machine bears, what each takes, and which resource sets the limit.

    python tools/bench/hub.py [STUDENTS …]

STUDENTS (1 10 30) are the sizes of the groups, one after another. Each student logs in with the form, starts a
server, gets the course with nbgitpuller, opens lesson 1, runs it, opens lesson 5, runs it, and saves; all of a group at
the same moment, which is the worst case. Needs Linux, Node with npm, git and internet for the image's packages. All
files lie in a folder that is thrown away. Memory is PSS: what n processes share counts as 1/n for each.
"""

import signal
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from hub_server import Hub, make_course, proxy_program, whole_image
from hub_student import Student

from courseutils.commands.lab import first_map_cells

CACHE = Path.home() / ".cache" / "georgia2008-hub"
AIM_MB, AIM_SECONDS, AIM_GROUP = 220, 6.0, 10


@dataclass
class Group:
    """Students who do everything at the same moment, and what was measured."""

    students: list[Student]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    cores: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    def all_at_once(self, what: str, do) -> list:
        """Let every student do something; notes each one's seconds and how many cores were busy."""

        def timed(student: Student):
            began = time.perf_counter()
            result = do(student)
            return time.perf_counter() - began, result

        before, began = psutil.cpu_times(), time.perf_counter()
        with ThreadPoolExecutor(len(self.students)) as pool:
            done = list(pool.map(timed, self.students))
        wall, after = time.perf_counter() - began, psutil.cpu_times()
        idle = after.idle + after.iowait - before.idle - before.iowait
        self.cores[what] = (psutil.cpu_count() or 1) - idle / wall
        self.seconds[what] = [seconds for seconds, _ in done]
        return [result for _, result in done]

    def weigh(self, when: str) -> None:
        """Note the memory of all servers with their kernels, in MB, and the seconds of a core that they used so far."""
        pids = self.students[0].hub.server_pids()
        servers = [psutil.Process(pids[student.name]) for student in self.students]
        processes = [p for server in servers for p in (server, *server.children(recursive=True))]
        self.memory[when] = sum(p.memory_full_info().pss for p in processes) / 1e6
        self.processor[when] = sum(sum(p.cpu_times()[:4]) for p in processes) / len(self.students)


def cells_of(student: Student, number: str) -> list[str]:
    """The code of a lesson as the student has it."""
    return ["".join(c["source"]) for c in student.notebook(number)["cells"] if c["cell_type"] == "code"]


def edited(student: Student, number: str) -> dict:
    """The lesson with a cell that the student added."""
    content = student.notebook(number)
    cell: dict = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": None}
    content["cells"].append(cell | {"source": f"# the work of {student.name}"})
    return content


def lessons(group: Group) -> None:
    """Everything that a student does, step by step."""
    first = first_map_cells()
    group.all_at_once("log in", Student.log_in)
    group.all_at_once("server", Student.start_server)
    group.all_at_once("pull", Student.pull)
    group.weigh("server")
    group.all_at_once("kernel", lambda s: (s.open("01"), s.run("01", ["pass"])))
    group.all_at_once("map", lambda s: s.run("01", first))
    group.weigh("first map")
    group.all_at_once("rest of 1", lambda s: s.run("01", cells_of(s, "01")[len(first) :]))
    group.weigh("lesson 1")
    group.all_at_once("lesson 5", lambda s: (s.open("05"), s.run("05", cells_of(s, "05"))))
    group.weigh("both lessons open")
    group.all_at_once("save", lambda s: s.save("05", edited(s, "05")))


def measured(hub: Hub, size: int) -> Group:
    """A new group of students, taken through everything; its servers are stopped afterwards."""
    group = Group([Student(hub, f"group{size}-student{number:02}") for number in range(1, size + 1)])
    try:
        lessons(group)
    finally:
        for student in group.students:
            student.close()
            hub.api("DELETE", f"users/{student.name}/server")
        hub.wait_for(lambda: not hub.server_pids(), "the end of the servers")
    return group


def percentile(values: list[float], percent: int) -> float:
    """The value below which so many percent lie (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def first_maps(group: Group) -> list[float]:
    """Seconds from opening the lesson to its first map, the kernel's start included."""
    return [sum(pair) for pair in zip(group.seconds["kernel"], group.seconds["map"], strict=True)]


def print_group(group: Group, one: Group) -> None:
    """Seconds (p50 and p95), busy cores, and memory of a group."""
    size = len(group.students)
    print(f"\n{size} at once (p50 / p95 seconds; cores busy)")
    for what, seconds in (group.seconds | {"open to map": first_maps(group)}).items():
        busy = f"{group.cores[what]:.1f}" if what in group.cores else ""
        print(f"  {what:12} {statistics.median(seconds):6.1f} / {percentile(seconds, 95):6.1f}   {busy}")
    for when, total in group.memory.items():
        more = f"; each beyond the first {(total - one.memory[when]) / (size - 1):.0f} MB" if size > 1 else ""
        used = group.processor[when]
        print(f"  after {when}: {total:.0f} MB{more}; {used:.1f} s of a core each", flush=True)


def verdict(what: str, value: float, aim: float, unit: str) -> str:
    """One line that says whether an aim was met.

    >>> verdict("first map", 7.04, 6.0, "s")
    'first map: 7.0 s, aim at most 6.0 s: MISSED'
    """
    return f"{what}: {value:.1f} {unit}, aim at most {aim:.1f} {unit}: {'met' if value <= aim else 'MISSED'}"


def limits(group: Group, one: Group) -> None:
    """Which resource sets the limit on this machine, worked out from the largest group."""
    each = (group.memory["lesson 1"] - one.memory["lesson 1"]) / (len(group.students) - 1)
    memory, cores = psutil.virtual_memory().total / 1e6, psutil.cpu_count() or 1
    at_once = AIM_SECONDS * cores / (group.processor["first map"] - group.processor["server"])
    lesson = 45 * 60 * cores * 0.5 / group.processor["lesson 1"]
    print(f"\n{verdict('MB of a student beyond the first, one lesson open', each, AIM_MB, 'MB')}")
    print(f"memory ({memory:.0f} MB, a quarter kept free) bears {0.75 * memory / each:.0f} students;")
    print(
        f"{cores} cores give {at_once:.0f} who open a lesson at the same moment a map within {AIM_SECONDS:.0f} s, and"
    )
    print(f"{lesson:.0f} who begin at any moment of 45 minutes, at half load.")


def main(sizes: list[int]) -> None:
    """Measure every group and print what was found; also when it is told to end, everything that it started ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        course = make_course(folder)
        image = whole_image(folder, course)
        print(f"load before: {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores", flush=True)
        with Hub(folder / "hub", course, image, proxy_program(CACHE)) as hub:
            groups = []
            for size in sizes:
                groups.append(measured(hub, size))
                print_group(groups[-1], groups[0])
    print(f"\nload after: {psutil.getloadavg()[0]:.1f}")
    for group in groups:
        if len(group.students) == AIM_GROUP:
            print(verdict("first map at p95, 10 at once", percentile(first_maps(group), 95), AIM_SECONDS, "s"))
    if len(groups[-1].students) > 1:
        limits(groups[-1], groups[0])


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 10, 30])
