"""How much one submission may use, and how much it uses now, by looking at its processes from outside."""

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """Bounds for one submission; bytes and seconds. A lesson needs a second or two and a quarter of a gibibyte."""

    cell_seconds: float = 10  # of computing, for one cell; a clock inside, which ends that cell alone
    cell_wall_seconds: float = 60  # the same for a cell that waits and does not compute
    cpu_seconds: int = 60  # of computing, for each process
    wall_seconds: float = 180  # generous: a busy machine must not decide a mark
    memory: int = 3 * GIB  # of all processes together, and of the addresses of each
    processes: int = 32  # threads count
    file_bytes: int = 16 << 20  # of each file
    folder_bytes: int = 64 << 20  # of all files
    files: int = 4000
    open_files: int = 256
    message_bytes: int = 8 << 20

    def for_machine(self, workers: int) -> "Limits":
        """With no more memory than so many submissions at a time can have on this machine."""
        share = int(_memory_of_machine() * 0.7 / workers)
        return Limits(**{**vars(self), "memory": max(GIB, min(self.memory, share))})


def _memory_of_machine() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 8 * GIB


def exceeded(pid: int, limits: Limits) -> str:
    """Which bound the process and its descendants break together: "memory", "processes", "files", or ""."""
    family = descendants(pid)
    if sum(_threads(member) for member in family) > limits.processes + 4:
        return "processes"
    # Resident pages are quick to count, but shared ones are counted twice: only then look closer.
    if sum(_resident(member) for member in family) > limits.memory and sum(map(_own, family)) > limits.memory:
        return "memory"
    return "files" if family and _too_many_files(family[-1], limits) else ""


def descendants(pid: int) -> list[int]:
    """The process and all that came from it, oldest first; empty where there is no /proc."""
    found, position = [pid], 0
    while position < len(found):
        for task in _listed(_PROC / str(found[position]) / "task"):
            found += [int(child) for child in _read(task / "children").split()]
        position += 1
    return found if _PROC.is_dir() else []


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _threads(pid: int) -> int:
    return len(_listed(_PROC / str(pid) / "task"))


def _resident(pid: int) -> int:
    words = _read(_PROC / str(pid) / "statm").split()
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE") if len(words) > 1 else 0


def _own(pid: int) -> int:
    """Memory of a process with shared pages divided among those who share them."""
    lines = _read(_PROC / str(pid) / "smaps_rollup").splitlines()
    sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")]
    return sizes[0] if sizes else _resident(pid)


def _too_many_files(pid: int, limits: Limits) -> bool:
    """Has the sandbox's only writable folder too many files? Their bytes are bounded by the folder itself."""
    try:
        folder = os.statvfs(_PROC / str(pid) / "root" / "tmp")
    except (OSError, AttributeError):
        return False
    is_own = 0 < folder.f_blocks * folder.f_frsize <= limits.folder_bytes
    return is_own and folder.f_files - folder.f_ffree > limits.files
