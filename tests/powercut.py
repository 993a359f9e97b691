"""Kill -9 in the middle of saving progress, again and again: python tests/powercut.py FOLDER KILLS [slowly]

Prints how many kills fell inside a write, how many lines they tore, how many records had been confirmed, and how many of
these are lost. With the word slowly a line goes to the disk byte by byte, so that a kill can tear it.
"""

import json
import mmap
import os
import random
import signal
import struct
import sys
import time

from courseutils._checking import journal

SHARED = mmap.mmap(-1, 16)  # byte 0: a write is going on; bytes 8 to 15: records confirmed in this round
SLOWLY = "slowly" in sys.argv
_write, _fsync = os.write, os.fsync


def _watched_write(handle: int, content: bytes) -> int:
    SHARED[0] = 1
    if not SLOWLY:
        return _write(handle, content)
    for n in range(len(content)):
        _write(handle, content[n : n + 1])
        time.sleep(1e-5)
    return len(content)


def _watched_fsync(handle: int) -> None:
    _fsync(handle)
    SHARED[0] = 0


def _student(round_: int) -> None:
    """Check after check until the power is cut."""
    os.write, os.fsync = _watched_write, _watched_fsync
    for n in range(1, 1_000_000):
        journal.record("check", f"{round_}-{n}", "right")
        SHARED[8:16] = struct.pack("<Q", n)


def _cut(round_: int) -> tuple[bool, int]:
    """One power cut: did it fall inside a write, and how many records were confirmed before?"""
    SHARED[:] = bytes(16)
    if not (student := os.fork()):
        _student(round_)
    wanted = random.randrange(4)  # so many records go well first
    while not (SHARED[0] and struct.unpack("<Q", SHARED[8:16])[0] >= wanted):
        pass
    end = time.perf_counter() + random.random() * (8e-3 if SLOWLY else 2e-4)
    while time.perf_counter() < end:
        pass
    os.kill(student, signal.SIGKILL)
    os.waitpid(student, 0)
    return bool(SHARED[0]), struct.unpack("<Q", SHARED[8:16])[0]


def main(kills: int) -> dict[str, int]:
    """Cut until so many cuts fell inside a write."""
    confirmed, landed, round_ = set(), 0, 0
    while landed < kills:
        inside, records = _cut(round_)
        confirmed |= {f"{round_}-{n}" for n in range(1, records + 1)}
        landed, round_ = landed + inside, round_ + 1
    journal.record("check", "the last", "right")
    found = journal.states()
    lines = [line for line in journal._path().read_bytes().split(b"\n") if line]
    torn = len(lines) - len(journal.events())
    lost = len(confirmed - set(found)) + ("the last" not in found)
    return {"kills": round_, "inside a write": landed, "torn lines": torn, "confirmed": len(confirmed), "lost": lost}


if __name__ == "__main__":
    os.environ["COURSE_WORKBOOK"] = sys.argv[1]
    print(json.dumps(main(int(sys.argv[2]))))
