"""The command line of one sandbox: bubblewrap, an unprivileged user, the kit to read, an empty folder to write in."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from courseutils.teach.marking import seccomp
from courseutils.teach.marking.limits import Limits

KIT = "/kit"
FIRST_USER = 61_000  # as root: each sandbox runs as another user, so that none counts the other's processes
_SYSTEM = ("/lib", "/lib64", "/lib32", "/bin", "/sbin")
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime")
ENVIRONMENT = {
    "COURSE_MARKING": "1",
    "MPLBACKEND": "Agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LANG": "C.UTF-8",
}


def packages() -> list[str]:
    """Folders of installed packages, of which a notebook imports geopandas and the like."""
    named = ("site-packages", "dist-packages")
    return list(dict.fromkeys(path for path in sys.path if Path(path).name in named and Path(path).is_dir()))


def python() -> str:
    """The interpreter itself, not the environment's link to it."""
    return os.path.realpath(sys.executable)


class Bubblewrap:
    """Starts commands in a sandbox of their own; ``secrets`` are folders that no sandbox may see."""

    def __init__(self, kit: Path, limits: Limits, secrets: Iterable[Path] = ()):
        self.kit, self.limits = kit, limits
        self.secrets = [Path(path).resolve() for path in secrets]
        self.root = os.geteuid() == 0

    paths = (f"{KIT}/src", *packages())

    @contextmanager
    def command(self, slot: int) -> Iterator[tuple[list[str], dict]]:
        """The words of the command, and what ``Popen`` needs besides; those that run at once have other slots."""
        with _readable(self._options()) as options, _readable([seccomp.program()]) as calls:
            filtered = ["--seccomp", str(calls)] if seccomp.program() else []
            words = ["bwrap", "--args", str(options), *filtered, "--", *self._as_user(slot), *self._limited()]
            words += [python(), "-X", "utf8", "-S", "-s", f"{KIT}/worker.py"]
            yield words, {"pass_fds": [options, calls], "cwd": "/", "env": {"PATH": os.defpath}}

    def _options(self) -> list[bytes]:
        """Bubblewrap's own options, each ended by a zero byte; read from a file they stand in no list of processes."""
        words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
        words += ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox", "--cap-drop", "ALL"]
        unshared = ["--unshare-user", "--uid", str(FIRST_USER), "--gid", str(FIRST_USER)]
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if self.root else unshared
        words += ["--perms", "1777", "--size", str(self.limits.folder_bytes), "--tmpfs", "/tmp"]
        words += self._system() + self._python()
        words += ["--ro-bind", str(self.kit), KIT, "--proc", "/proc", "--dev", "/dev"]
        words += ["--perms", "1777", "--dir", "/tmp/work", "--chdir", "/tmp/work"]
        words += ["--symlink", f"{KIT}/data", "/tmp/data"]  # as in a workbook, data lies beside the folder
        words += ["--remount-ro", "/dev", "--remount-ro", "/"]
        home = {
            "HOME": "/tmp/work",
            "COURSE_WORKBOOK": "/tmp/work",
            "MPLCONFIGDIR": "/tmp/mpl",
            "PATH": "/usr/bin:/bin",
        }
        for name, value in (ENVIRONMENT | home).items():
            words += ["--setenv", name, value]
        return [word.encode("utf-8") + b"\0" for word in words]

    def _system(self) -> list[str]:
        words = ["--ro-bind", "/usr", "/usr", *self._hidden(Path("/usr"))]
        for path in map(Path, _SYSTEM):
            if path.is_symlink():
                words += ["--symlink", str(path.readlink()), str(path)]
            elif path.is_dir():
                words += ["--ro-bind", str(path), str(path)]
        for setting in _SETTINGS:
            words += ["--ro-bind-try", setting, setting]
        return words

    def _python(self) -> list[str]:
        """The interpreter's folder and the packages; a copy of the kit among them is covered."""
        base = Path(sys.base_prefix).resolve()
        words = [] if base.is_relative_to("/usr") else [*_bind(base), *self._hidden(base)]
        for folder in packages():
            words += _bind(Path(folder))
            covered = Path(folder) / "courseutils"
            words += ["--tmpfs", str(covered)] if covered.is_dir() else []
        return words

    def _hidden(self, inside: Path) -> list[str]:
        """Cover secret folders that lie inside a folder which the sandbox sees."""
        covered = [path for path in self.secrets if path.is_relative_to(inside) and path != inside]
        return [word for path in covered for word in ("--tmpfs", str(path))]

    def _as_user(self, slot: int) -> list[str]:
        if not self.root:
            return []
        user = str(FIRST_USER + slot)
        return [
            "setpriv",
            "--reuid",
            user,
            "--regid",
            user,
            "--clear-groups",
            "--inh-caps=-all",
            "--no-new-privs",
            "--",
        ]

    def _limited(self) -> list[str]:
        bounds = self.limits
        words = [f"--as={bounds.memory}", f"--cpu={bounds.cpu_seconds}:{bounds.cpu_seconds + 5}", "--core=0"]
        words += [f"--fsize={bounds.file_bytes}", f"--nofile={bounds.open_files}"]
        if self.root or _kernel() >= (5, 14):  # older ones count all processes of the user, outside too
            words.append(f"--nproc={bounds.processes}")
        return ["prlimit", *words, "--"]


def _bind(folder: Path) -> list[str]:
    """Show a folder under its own path; the folders above it are made for all to pass through, and are empty."""
    above = [word for path in reversed(folder.parents[:-1]) for word in ("--perms", "0755", "--dir", str(path))]
    return [*above, "--ro-bind", str(folder), str(folder)]


@contextmanager
def _readable(parts: list[bytes]) -> Iterator[int]:
    """A file descriptor from which the bytes can be read."""
    with tempfile.TemporaryFile() as file:
        file.write(b"".join(parts))
        file.seek(0)
        yield file.fileno()


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2])


def why_not() -> str:
    """Why sandboxes cannot be used here, in a sentence; "" if they can. Tries one."""
    if sys.platform != "linux":
        return "Sandboxes need Linux and its program bubblewrap; this is another system."
    for program, package in (("bwrap", "bubblewrap"), ("prlimit", "util-linux"), ("setpriv", "util-linux")):
        if not shutil.which(program):
            return f"The program {program} is missing. On Debian or Ubuntu: sudo apt install {package}."
    with tempfile.TemporaryDirectory() as kit:
        box = Bubblewrap(Path(kit), Limits())
        with box.command(0) as (words, more):
            words = [*words[: words.index(python())], python(), "-S", "-c", "print('works')"]
            done = subprocess.run(words, **more, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.stdout.strip() == "works":
        return ""
    return f"A sandbox does not start here. bubblewrap 0.8 or newer is needed; it says: {done.stderr.strip()[-300:]}"
