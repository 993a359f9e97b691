"""Attacks: each gets what it wants in a bare Python, and nothing in the sandbox; the rest of the notebook is marked."""

import http.server
import os
import socketserver
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from marking.hostile import HARMLESS, ROOT, TIGHT, Attack, bare, boxed, left, states

from courseutils.teach.marking import bubblewrap
from courseutils.teach.marking.records import COULD_NOT, NOT_YET, RIGHT

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def box(sandbox_kit):
    return bubblewrap.Bubblewrap(sandbox_kit, TIGHT)


@pytest.fixture(scope="module")
def port():
    """A web server of this computer, which a notebook must not reach."""
    handler = http.server.SimpleHTTPRequestHandler
    handler.log_message = lambda *_: None  # type: ignore[assignment,method-assign]
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.fixture
def world(tmp_path, port):
    """A folder with a classmate's work, the seed and a gradebook, which all may read and write; and the server."""
    tmp_path.chmod(0o777)
    for folder in ("victim", "classmate"):
        (tmp_path / folder).mkdir(mode=0o777)
        (tmp_path / folder).chmod(0o777)
    for name in ("classmate/05.ipynb", "seed.txt", "gradebook.json", "victim/work.txt"):
        (tmp_path / name).write_text("secret", encoding="utf-8")
        (tmp_path / name).chmod(0o666)
    return {"here": str(tmp_path), "port": port, "repo": str(ROOT), "marker": os.getpid(), "marker_user": os.getuid()}


# --- reading, writing, leaving ---------------------------------------------------------------------------

ATTACKS = [
    Attack("delete a folder", "import shutil; shutil.rmtree(here + '/victim'); map_says = 'won'"),
    Attack("list the classmates", "import os; map_says = 'won' if 'classmate' in os.listdir(here) else 'lost'"),
    Attack("read a classmate's work", "map_says = open(here + '/classmate/05.ipynb').read()", "secret"),
    Attack("read the seed", "map_says = open(here + '/seed.txt').read()", "secret"),
    Attack("write into the gradebook", "open(here + '/gradebook.json', 'w').write('104 of 9'); map_says = 'won'"),
    Attack(
        "read the answers in the repository",
        "text = open(repo + '/src/courseutils/exercises/lesson_00.toml').read()\n"
        "map_says = 'won' if 'answer = \"disputed\"' in text else 'lost'",
    ),
    Attack(
        "read the solutions in lessons/",
        "import glob\nmap_says = 'won' if 'BEGIN SOLUTION' in open(glob.glob(repo + '/lessons/05*')[0]).read() else ''",
    ),
    Attack(
        "read the values of hidden variants",
        "map_says = 'won' if open(repo + '/src/courseutils/teach/marking/variants/lesson_05.toml').read() else ''",
    ),
    Attack(
        "ask the kit for the expected answer",
        "import sys; sys.path.append(repo + '/src')\nfrom courseutils.exercises import exercise\n"
        "map_says = exercise('00-2').expected.get({})",
        "disputed",
    ),
    Attack(
        "try answers until check says right",
        "import sys; sys.path.append(repo + '/src')\nfrom courseutils import check\n"
        "map_says = next(w for w in ('agreed', 'nothing', 'disputed') if check('00-2', w).state == 'right')",
        "disputed",
    ),
    Attack(
        "reach a server of this computer",
        "import urllib.request\n"
        "status = urllib.request.urlopen(f'http://127.0.0.1:{port}/', timeout=3).status\n"
        "map_says = 'won' if status == 200 else 'lost'",
    ),
    Attack(
        "open a socket past the network",
        "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW)\nmap_says = 'won'",
    ),
    Attack(
        "see other programs",
        "import os\nmap_says = 'won' if len([p for p in os.listdir('/proc') if p.isdigit()]) > 8 else 'lost'",
    ),
    Attack("be the user who marks", "import os\nmap_says = 'won' if os.getuid() == marker_user else 'lost'"),
    Attack(
        "make a world of one's own",
        "import ctypes\nmap_says = 'won' if ctypes.CDLL(None).unshare(0x10000000) == 0 else 'lost'",
    ),
    Attack(
        "read what the marking program was started with",
        "map_says = 'won' if b'PATH=' in open(f'/proc/{marker}/environ', 'rb').read() else 'lost'",
    ),
    Attack(
        "keep memory that no process owns",
        "import os\nfd = os.memfd_create('hoard')\nmap_says = 'won' if os.write(fd, b'x' * 1000) else 'lost'",
    ),
    Attack("change a file for the next one", "open(here + '/victim/work.txt', 'a').close(); map_says = 'won'"),
    Attack(
        "leave a program running",
        "import subprocess, sys, time\n"
        'write = \'import time; time.sleep(1.5); open(%r, "w").write("still here")\'\n'
        "subprocess.Popen([sys.executable, '-c', write % (here + '/late.txt')], start_new_session=True)\n"
        "time.sleep(2.5)\nmap_says = 'won' if open(here + '/late.txt').read() else 'lost'",
    ),
    Attack(
        "write 200 MB",
        "part = b'x' * 1_000_000\nwith open('/tmp/large-file-of-a-test', 'wb') as f:\n"
        "    for _ in range(200): f.write(part)\n"
        "import os; os.remove('/tmp/large-file-of-a-test')\nmap_says = 'won'",
    ),
    Attack(
        "fill the disk with many files",
        "import os, tempfile\nfolder = tempfile.mkdtemp()\n"
        "for n in range(90):\n    with open(f'{folder}/{n}', 'wb') as f: f.write(b'x' * 1_000_000)\n"
        "for n in range(90): os.remove(f'{folder}/{n}')\nmap_says = 'won'",
    ),
    Attack(
        "start 60 processes",
        "import os, time\nchildren = []\nfor _ in range(60):\n"
        "    pid = os.fork()\n    if pid == 0:\n        time.sleep(0.5); os._exit(0)\n    children.append(pid)\n"
        "for pid in children: os.waitpid(pid, 0)\nmap_says = 'won'",
    ),
    Attack(
        "a fork bomb, bounded",
        "import os, tempfile, time\nfirst, place, end = os.getpid(), tempfile.mkstemp()[1], time.time() + 1\n"
        "for _ in range(6): os.fork()\n"
        "with open(place, 'ab', 0) as file: file.write(b'x')\n"
        "while time.time() < end: time.sleep(0.01)\n"
        "if os.getpid() != first: os._exit(0)\n"
        "while os.path.getsize(place) < 64 and time.time() < end + 9: time.sleep(0.01)\n"
        "map_says = 'won' if os.path.getsize(place) == 64 else 'lost'\nos.remove(place)",
    ),
    Attack("reserve 2 GiB", "import mmap\nmap_says = 'won' if len(mmap.mmap(-1, 2 << 30)) else 'lost'"),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.name)
def test_an_attack_gets_its_loot_in_a_bare_python_and_nothing_in_the_sandbox(attack, world, box):
    cell = attack.cell(**world)
    files = {path: path.read_bytes() for path in _files(world["here"])}
    tried = boxed(box, HARMLESS, cell, "after = 1")
    assert left(tried) != attack.loot
    assert {path: path.read_bytes() for path in _files(world["here"])} == files
    assert states(tried, HARMLESS, cell, "after = 1")["00-1"] == RIGHT
    assert bare(cell) == attack.loot


def _files(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


# --- not coming to an end, taking too much, breaking Python ----------------------------------------------

# Cells that load nothing need a hundredth of this.
BRISK = replace(TIGHT, cell_seconds=0.4, cell_wall_seconds=1, cpu_seconds=1)
ENDLESS = {
    "a loop without end": "while True: pass",
    "a loop that catches everything": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "a loop that turns the clocks off": "import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\nwhile True: pass",
    "waiting for ever": "import time\nwhile True: time.sleep(1000)",
    "waiting for a thread that waits": "import threading\nt = threading.Thread(target=threading.Event().wait)\nt.start(); t.join()",
    "output without end": "while True: print('x' * 10_000)",
}
BREAKING = {
    "os._exit": ("import os; os._exit(0)", COULD_NOT),
    "sys.exit": ("import sys; sys.exit()", NOT_YET),
    "raising BaseException": ("raise BaseException('out')", NOT_YET),
    "a crash of the interpreter": ("import ctypes; ctypes.string_at(0)", COULD_NOT),
    "killing everything": ("import os\ntry: os.kill(-1, 9)\nfinally: os.kill(os.getpid(), 9)", COULD_NOT),
    "recursion without end": ("def f(): f()\nf()", NOT_YET),
    "recursion without end or limit": ("import sys; sys.setrecursionlimit(10**9)\nf = lambda: f()\nf()", COULD_NOT),
    "an allocation of 6 GiB": ("hoard = bytearray(6 << 30)", NOT_YET),
    "closing every channel": ("import os; os.closerange(0, 256)", COULD_NOT),
    "a flood of messages": (
        "import os\nwhile True:\n    for fd in range(3, 30):\n"
        '        try: os.write(fd, b\'{"run": 0, "start": 0}\\n\' * 1000)\n        except OSError: pass',
        COULD_NOT,
    ),
    "one message without end": (
        "import os\nwhile True:\n    for fd in range(3, 30):\n"
        "        try: os.write(fd, b'[' * 10_000)\n        except OSError: pass",
        COULD_NOT,
    ),
    "many files": (
        "import os\nos.mkdir('/tmp/many')\nfor n in range(10**7): os.close(os.open(f'/tmp/many/{n}', os.O_CREAT))",
        COULD_NOT,
    ),
    "becoming root": ("import os; os.setuid(0)", NOT_YET),
    "a syntax error": ("map_says = = 'disputed'", NOT_YET),
    "a null byte": ("map_says = 'disputed'\0", NOT_YET),
    "half of a pair of code units": ("map_says = '\ud800'", NOT_YET),
    "reading standard input": ("map_says = input()", NOT_YET),
    "an exception that cannot be printed": (
        "class E(Exception):\n    def __str__(self): raise self\nraise E",
        NOT_YET,
    ),
    "a line of Jupyter that gives a value": ("map_says = !echo disputed", COULD_NOT),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_does_not_end_in_a_bare_python_ends_and_the_rest_is_marked(name, sandbox_kit):
    cell = ENDLESS[name] + "\nmap_says = 'disputed'"
    with pytest.raises(subprocess.TimeoutExpired):
        bare(cell, seconds=1)
    cells = (HARMLESS, cell, "after = 1")
    found = states(boxed(bubblewrap.Bubblewrap(sandbox_kit, BRISK), *cells), *cells)
    assert found["00-1"] == RIGHT and found["00-2"] in (NOT_YET, COULD_NOT)


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_a_cell_or_python_leaves_the_other_answers_marked(name, box):
    code, state = BREAKING[name]
    cells = (code if code.startswith("map_says") else code + "\nmap_says = 'disputed'", HARMLESS)
    tried = boxed(box, *cells)
    assert states(tried, *cells) == {"00-1": RIGHT, "00-2": state}


def test_memory_counts_of_all_processes_together(box):
    """Three of 130 MB, each within its own bound; the sum is not, and the cell that takes it is left out."""
    code = (
        "import os, time\nchildren = []\nfor _ in range(3):\n    children.append(os.fork())\n"
        "    if children[-1] == 0:\n        hoard = bytearray(b'x') * (130 << 20)\n        time.sleep(60); os._exit(0)\n"
        "for child in children: os.waitpid(child, 0)\nmap_says = 'disputed'"
    )
    roomy = replace(TIGHT, cell_seconds=30, cell_wall_seconds=90, cpu_seconds=60, wall_seconds=90, memory=300 << 20)
    cells = (code, HARMLESS)
    tried = boxed(bubblewrap.Bubblewrap(box.kit, roomy), *cells)
    assert states(tried, *cells) == {"00-1": RIGHT, "00-2": COULD_NOT} and tried.left_out == [{0: "memory"}]
