"""What one more student takes of a hub's memory."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import hub
import hub_server
from hub_student import Student
from measures import Measure, by_turns

TITLE = "One more student on a hub"
ABOUT = """
A real JupyterHub with the students' image. One student and five log in at the same moment, start a server, pull the
course, open lesson 1 and run all of it; given is what each of the four beyond the first takes, server and kernel
together, with memory that several share divided among them (PSS, MB of 10⁶ bytes). Beside it the same with a kernel
that only imports what a map needs. `tools/bench/hub.py` measures larger groups and their waits.
"""
BESIDE = ("jupyterhub", "nbgitpuller", "geopandas", "folium", "matplotlib")
FEW = 5
IMPORTS = "import pandas, geopandas, matplotlib.pyplot, folium"
_numbers = count(1)


def weigh(running: hub_server.Hub, size: int, code: Callable[[Student], list[str]]) -> float:
    """MB of the servers and kernels of so many new students, each of whom has run some code in lesson 1."""
    group = hub.Group([Student(running, f"student-{next(_numbers)}") for _ in range(size)])
    try:
        for step in (Student.log_in, Student.start_server, Student.pull, lambda s: s.open("01")):
            group.all_at_once("arrive", step)
        group.all_at_once("run", lambda s: s.run("01", code(s)))
        group.weigh("end")
    finally:
        for student in group.students:
            student.close()
            running.api("DELETE", f"users/{student.name}/server")
        running.wait_for(lambda: not running.server_pids(), "the end of the servers")
    return group.memory["end"]


def one_more(running: hub_server.Hub, code: Callable[[Student], list[str]]) -> float:
    """MB of each student beyond the first."""
    return (weigh(running, FEW, code) - weigh(running, 1, code)) / (FEW - 1)


def measure(runs: int, folder: Path) -> list[Measure]:
    """Memory of a further student, lesson 1 beside imports alone."""
    course = hub_server.make_course(folder)
    image = hub_server.whole_image(folder, course)
    with hub_server.Hub(folder / "hub", course, image, hub_server.proxy_program(hub.CACHE)) as running:
        ways = {
            "lesson 1 run to its end": partial(one_more, running, lambda student: hub.cells_of(student, "01")),
            "pandas, geopandas, matplotlib, folium imported": partial(one_more, running, lambda _: [IMPORTS]),
        }
        found = by_turns(ways, runs)
    first = next(iter(ways))
    return [Measure("memory", way, "MB", found[way], hub.AIM_MB if way == first else None) for way in ways]
