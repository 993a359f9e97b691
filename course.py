"""Start the course: python3 course.py lab

Makes a private Python environment in .venv once, fills it with the exact packages listed in
requirements.lock, and hands over to the course's own commands. Standard library only.
Run `python3 course.py help` for all commands (`py course.py help` on Windows).
"""

import difflib
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

# Old Pythons must get as far as the sentence below, so this file avoids newer syntax throughout.
OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STUDENT_LOCK = os.path.join(ROOT, "requirements.lock")
DEV_LOCK = os.path.join(ROOT, "requirements-dev.lock")
DEV_COMMANDS = ("test", "build", "bench", "slides", "handouts", "site", "release")
COMMANDS = ("help", "lab", "update", "submit", "doctor", "article", "reader", "wheels", "mark", "link") + DEV_COMMANDS
# These need no package and must also work where set-up fails, doctor above all.
QUICK_COMMANDS = ("help", "doctor")
WINDOWS = os.name == "nt"
# SQLite opens no file whose path is longer, and coordinate systems come from one.
LONGEST, DEEPEST = 510, ("lib", "python3.14", "site-packages", "pyproj", "proj_dir", "share", "proj", "proj.db")
ROOM = 700000000  # bytes that the students' packages may take
# What sends packages elsewhere than into .venv, or makes a Python look for its own files in another's folder.
ASTRAY = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PYTHONHOME", "UV_SYSTEM_PYTHON")


class Problem(Exception):
    """Something the reader can mend; the text says how."""


class Spoilt(Problem):
    """A package that was fetched or kept is not the one in the lock."""


def fits(version):
    """Is this Python one that the lock files are made for?"""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def other_python():
    """Command of another installed Python that fits, or None."""
    wanted = ["3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    tries = [["py", "-" + v] for v in wanted] if WINDOWS else []
    tries += [["python" + v] for v in wanted]
    which = getattr(shutil, "which", lambda name: None)
    for command in tries:
        if which(command[0]) and works(command):
            return command
    return None


def works(command):
    """Does this command start a Python that fits?"""
    test = "import sys; sys.exit(not (%r <= sys.version_info[:2] <= %r and sys.maxsize > 2**32))" % (OLDEST, NEWEST)
    with open(os.devnull, "wb") as nowhere:
        try:
            return subprocess.call(command + ["-c", test], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def right_python():
    """Go on if this Python fits, else start again with one that does."""
    if fits(sys.version_info) and sys.maxsize > 2**32:
        return
    command = other_python()
    if command is None and fits(sys.version_info):
        raise Problem("This is a 32-bit Python, and the course needs a 64-bit one. Install that from python.org.")
    if command is None:
        raise Problem(
            "This course needs Python %d.%d to %d.%d; this is Python %d.%d. Install one of these from "
            "python.org, then run the same command again." % (OLDEST + NEWEST + tuple(sys.version_info[:2]))
        )
    sys.exit(subprocess.call(command + [os.path.abspath(__file__)] + sys.argv[1:]))


def venv_python(folder=VENV):
    """Path of the Python inside the environment."""
    return os.path.join(folder, "Scripts", "python.exe") if WINDOWS else os.path.join(folder, "bin", "python")


def stamp_path(lock):
    """File that says which lock was installed whole."""
    return os.path.join(VENV, "installed-%s.txt" % os.path.basename(lock))


def stamp_of(lock):
    """What the stamp must say: the lock's hash."""
    with open(lock, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return "%s\n" % digest


def is_installed(lock):
    """Was this lock installed whole, into an environment that is still there?"""
    try:
        with open(stamp_path(lock), encoding="utf-8") as file:
            return file.read() == stamp_of(lock) and os.path.exists(venv_python()) and base_is_there()
    except OSError:
        return False


def base_is_there():
    """Is the Python that the environment was made from still installed?"""
    with open(os.path.join(VENV, "pyvenv.cfg"), encoding="utf-8") as file:
        home = re.search(r"(?m)^home *= *(.+?) *$", file.read())
    return home is not None and os.path.isdir(home.group(1))


def make_venv(wheels=None):
    """Make .venv, or make it anew when its Python does not start (a half-made or moved one)."""
    made = os.path.join(VENV, "made.txt")
    if os.path.exists(made) and os.path.exists(venv_python()) and works([venv_python()]):
        return
    check_room()
    # Without internet uv has no pip to put into it; Python brings its own.
    uv = None if wheels else usable_uv()
    if uv:
        run([uv, "venv", "--quiet", "--seed", "--clear", "--python", sys.executable, VENV], "making .venv")
    else:
        check_venv_module()
        run([sys.executable, "-m", "venv", "--clear", VENV], "making .venv")
    # Written last: without it the environment counts as half made and is made anew.
    with open(made, "w", encoding="utf-8") as file:
        file.write("whole\n")


UV_OPTIONS = (("venv", "--seed", "--clear"), ("pip install", "--require-hashes", "--only-binary", "--compile-bytecode"))


def usable_uv():
    """Path of an installed uv that knows every option used here, or None: then venv and pip do the work."""
    uv = shutil.which("uv")
    if not uv:
        return None
    for words in UV_OPTIONS:
        known = uv_help(uv, words[0])
        if not all(option in known for option in words[1:]):
            return None
    return uv


def uv_help(uv, command):
    """What `uv COMMAND --help` prints, or nothing when it does not run."""
    try:
        done = subprocess.Popen([uv] + command.split() + ["--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError:
        return ""
    return done.communicate()[0].decode("utf-8", "replace")


def check_venv_module():
    """Debian and Ubuntu ship Python without what venv needs."""
    try:
        __import__("venv")
        __import__("ensurepip")
    except ImportError:
        raise Problem(
            "This Python cannot make environments. On Debian or Ubuntu run: sudo apt install python%d.%d-venv, "
            "then run the same command again. On other systems take Python from python.org." % sys.version_info[:2]
        )


def check_path():
    """Say before the long wait that this folder lies too far down for a package to find its own files."""
    length = len(os.path.join(VENV, *DEEPEST).encode("utf-8", "surrogateescape"))
    if length > LONGEST:
        raise Problem(
            "This folder lies too far down for the course's packages: its path is %d bytes too long. Move the course's "
            "folder to a place with a shorter path and run the same command there: %s" % (length - LONGEST, ROOT)
        )


def check_room():
    """Say before the long wait that the disk has no room for what comes; a disk that does not tell is trusted."""
    free = free_bytes()
    if free is not None and free < ROOM:
        raise Problem(
            "Set-up needs about 1 GB on the disk of %s, and %d MB are free. Free some and run the same command again."
            % (ROOT, free // 1000000)
        )


def free_bytes():
    """Room that is left on the disk of this folder, or None where nobody knows."""
    try:
        return shutil.disk_usage(ROOT).free
    except (AttributeError, OSError):
        return None


def install(lock, wheels):
    """Install every package of a lock file, with its hash checked; from the folder `wheels` if one is given."""
    source = ["--no-index", "--find-links", wheels] if wheels else []
    common = ["install", "--require-hashes", "--only-binary", ":all:", "-r", lock] + source
    uv = usable_uv()
    if uv:
        command = [uv, "pip", "install", "--compile-bytecode", "--python", venv_python()] + common[1:]
    else:
        pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        command = pip + common + ["--progress-bar", "off"]
    total = None if uv else count_packages(lock)
    try:
        run(command, "installing packages", total, wheels)
    except Spoilt:
        if wheels:
            raise
        say("  a package is not as it should be; what this computer kept of earlier times may be spoilt. Fetching anew")
        run(command + ["--no-cache" if uv else "--no-cache-dir"], "installing packages", total)
    with open(stamp_path(lock), "w", encoding="utf-8") as file:
        file.write(stamp_of(lock))


def count_packages(lock):
    """How many packages a lock file names, for all systems together."""
    with open(lock, encoding="utf-8") as file:
        return len(re.findall(r"(?m)^[a-z0-9][a-z0-9._-]*(?:\[[\w,-]+\])?==", file.read()))


def run(command, step, total=None, wheels=None):
    """Run one step, show how far it is, and turn its failure into a sentence."""
    tail = []  # type: list[str]
    env = dict(os.environ, PYTHONUTF8="1", PYTHONWARNINGS="", PIP_USER="0")
    pipe = subprocess.PIPE
    # A step holds the folder as long as it runs, even where this program is killed before it.
    held = () if WINDOWS else tuple(HELD)
    child = subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, env=env, cwd=ROOT, pass_fds=held)
    try:
        follow(child, tail, total)
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        raise
    if child.wait() != 0:
        output = "".join(tail) + (" No space left" if disk_is_full() else "")
        kind = Spoilt if SPOILT.search(output) else Problem
        raise kind(explain(step, output, wheels))


def disk_is_full():
    """Is there next to no room? Some steps fail for want of it and do not say so."""
    free = free_bytes()
    return free is not None and free < 50000000


def follow(child, tail, total):
    """Read a step's output; count packages as they come."""
    done = 0
    for raw in child.stdout:
        line = raw.decode("utf-8", "replace")
        tail.append(line)
        del tail[:-60]
        if total and line.startswith("Collecting "):
            done += 1
            name = line.split()[1].split("=")[0]
            say("  package %d of about %d: %s" % (done, total, name))
        elif total and line.startswith("Installing collected"):
            say("  all fetched; unpacking them now (about a minute)")


NO_NETWORK = re.compile(
    r"getaddrinfo|name resolution|Name or service|dns error|Failed to establish|Connection (refused|reset)|"
    r"Max retries|ConnectTimeout|Network is unreachable|error sending request|client error|ProxyError|timed out|"
    r"IncompleteRead|Connection (broken|aborted)|Request failed after|server error",
    re.I,
)


SPOILT = re.compile(r"HASHES|Hash mismatch")
# No file of a package fits here: in pip's words and in uv's.
NO_PACKAGE = re.compile(
    r"(?:No matching distribution found for|Because(?: there is no version of)?) ([\w.-]+(?:==[\w.]+)?)"
)
IN_USE = re.compile(r"WinError 32\b|os error 32\b|(WinError|os error) 5\b.*[\\/]\.venv[\\/]", re.I)
NO_ROOM = re.compile("No space left|os error 28")
TOO_LONG = re.compile(r"Long Path support|WinError 206|os error 206\b|File ?name too long", re.I)
CERTIFICATE = re.compile(r"certificate", re.I)
NOT_WRITABLE = re.compile(r"Read-only file system|Permission denied|Access is denied|os error (5|13|30)\b", re.I)


# What a step printed, and what it means; the first that fits is said.
MEANINGS = (
    (
        CERTIFICATE,
        "The step '%(step)s' reached the internet and could make no safe connection. Look at this computer's clock: "
        "day and year must be right. If they are, this network opens connections on their way, as in some schools: "
        "use another one, or get a folder of packages on a stick and add --wheels FOLDER (see README).",
    ),
    (
        NO_NETWORK,
        "The step '%(step)s' needs the internet and could not reach it. Connect and run the same command again; "
        "it goes on where it stopped. Without internet: get a folder of packages on a stick and add "
        "--wheels FOLDER (see README).",
    ),
    (
        NO_PACKAGE,
        "The step '%(step)s' needs the internet and could not get the package %(package)s. Connect and run the same "
        "command again; where a network has a login page, log in with a browser first. If you are connected, the "
        "package is not made for this system or this Python (%(python)s): tell your instructor both.",
    ),
    (NO_ROOM, "The disk is full while %(step)s. Free about 1 GB and run the same command again."),
    (
        TOO_LONG,
        "The names of folders above the course are too long for this system (while %(step)s): %(root)s. Move the "
        "course's folder up, such as to C:\\course, and run the same command there.",
    ),
    (
        IN_USE,
        "A file of the course is in use (while %(step)s). Close JupyterLab and all windows of the course, and run the "
        "same command again.",
    ),
    (
        NOT_WRITABLE,
        "This folder cannot be written to (while %(step)s): %(root)s. Move the course's folder to one of your own, "
        "such as Documents, and run the same command there.",
    ),
    (
        SPOILT,
        "A package came in part, or differs from the one the course was checked with (while %(step)s), so nothing was "
        "installed. Run the same command again; if it comes back, use another network, or tell your instructor.",
    ),
)
FOLDER_LACKS = (
    "The step '%(step)s' found no file of the package %(package)s in %(wheels)s for this system and this Python "
    "(%(python)s). Ask for a folder that was made for them (see README); with internet, leave out --wheels."
)
FOLDER_SPOILT = (
    "A package in %(wheels)s differs from the one the course was checked with (while %(step)s), so nothing was "
    "installed. Ask for the folder anew; with internet, leave out --wheels."
)


def explain(step, output, wheels=None):
    """A sentence for the failure of a step, from what it printed; `wheels` is the folder it took packages from."""
    lost = NO_PACKAGE.search(output)
    known = {"step": step, "root": ROOT, "wheels": wheels, "python": "%d.%d" % tuple(sys.version_info[:2])}
    known["package"] = lost.group(1) if lost else ""
    meanings = ((NO_PACKAGE, FOLDER_LACKS), (SPOILT, FOLDER_SPOILT)) + MEANINGS if wheels else MEANINGS
    for pattern, sentence in meanings:
        if pattern.search(output):
            return sentence % known
    return "The step '%s' failed. Its last words were:\n%s" % (step, output[-1500:])


def say(text):
    """Print at once, on any console."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


HELD = []  # type: list[int]


def hold_folder():
    """One set-up at a time in this folder: wait while another is at work; the system lets go when that ends."""
    # One name, however the folder is called: by a link, a drive letter, small letters.
    folder = os.path.normcase(os.path.realpath(ROOT))
    name = "course-set-up-%s.lock" % hashlib.sha256(folder.encode("utf-8", "replace")).hexdigest()[:16]
    try:
        HELD.append(os.open(os.path.join(tempfile.gettempdir(), name), os.O_RDWR | os.O_CREAT))
    except OSError:
        return  # no place for a lock is no reason not to set up
    if not is_mine(HELD[-1]):
        say("Another set-up is at work in this folder. Waiting for it to end; Ctrl-C stops the waiting.")
        while not is_mine(HELD[-1]):
            time.sleep(0.5)


def is_mine(handle):
    """Take hold of a file unless another process has it; where files cannot be held, go on."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return problem.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def missing_locks(command):
    """The lock files that this command needs and that are not installed whole."""
    locks = [STUDENT_LOCK] + ([DEV_LOCK] if command in DEV_COMMANDS else [])
    return [lock for lock in locks if os.path.exists(lock) and not is_installed(lock)]


def set_up(command, wheels):
    """Bring .venv to what the lock files say; quick when it is already there."""
    if not missing_locks(command):
        return
    hold_folder()
    try:
        fill(missing_locks(command), wheels)
    finally:
        while HELD:
            os.close(HELD.pop())


SETTING_UP = "Setting up the course in %s. This happens once and takes one to three minutes."
ADDING = "Adding to %s the packages that only this kind of command needs. It takes a minute or two, this first time."


def fill(missing, wheels):
    """Make .venv and install what is missing; nothing where another set-up has just done it."""
    if not missing:
        return
    check_path()
    say((SETTING_UP if STUDENT_LOCK in missing else ADDING) % VENV)
    say("Step 1 of 2: making .venv")
    make_venv(wheels)
    for lock in missing:
        say("Step 2 of 2: installing %d packages from %s" % (count_packages(lock), os.path.basename(lock)))
        install(lock, wheels)
    say("Set-up is done. From now on no internet is needed.")


def write_kernel():
    """Tell Jupyter kernels where the course's package is, whoever starts them; what is set already stays."""
    folder = os.path.join(VENV, "share", "jupyter", "kernels", "python3")
    spec = {
        "argv": [venv_python(), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "metadata": {"debugger": True},
        "env": {"PYTHONPATH": os.path.join(ROOT, "src").replace("$", "$$") + os.pathsep + "${PYTHONPATH}"},
    }
    text = json.dumps(spec, indent=1)
    path = os.path.join(folder, "kernel.json")
    if content_of(path) != text:
        os.makedirs(folder, exist_ok=True)
        # The installer may have hard-linked this file to its cache: write a new file, never into the old one.
        part = "%s.%d.new" % (path, os.getpid())
        with open(part, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(part, path)


def content_of(path):
    """Text of a file, or nothing where there is none that can be read."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def workbook():
    """Folder of the student's own files."""
    return os.path.abspath(os.environ.get("COURSE_WORKBOOK") or os.path.join(ROOT, "workbook"))


def hand_over(words, python=None):
    """Run the course's own command line inside .venv, or with another Python."""
    env = dict(os.environ, PYTHONPATH=os.path.join(ROOT, "src"), COURSE_WORKBOOK=workbook())
    # A kernel installed for the whole user must not win over the course's own.
    env["JUPYTER_PREFER_ENV_PATH"] = "1"
    child = subprocess.Popen([python or venv_python(), "-m", "courseutils.cli"] + words, env=env)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            pass  # the command itself was told too, and ends in its own way


ON_A_HUB = (
    "You are on a hub, and JupyterLab is open already: the lessons are in the folder notebooks. For newer lessons "
    "click your instructor's link once more; what you changed stays."
)


def on_a_hub():
    """Is this a hub's or Binder's image, which has the course's package and everything that it needs?"""
    try:
        return "JUPYTERHUB_SERVICE_PREFIX" in os.environ and bool(__import__("courseutils"))
    except ImportError:
        return False


def run_on_a_hub(words):
    """Run a command with the image's Python, on the lessons where nbgitpuller puts them."""
    if words[0] in ("lab", "update"):
        say(ON_A_HUB)
        return 0
    env = dict(os.environ, COURSE_WORKBOOK=os.environ.get("COURSE_WORKBOOK") or os.path.join(ROOT, "notebooks"))
    return subprocess.call([sys.executable, "-m", "courseutils.cli"] + words, env=env)


def take_option(words, name):
    """Remove `name VALUE` from the words; returns (words, VALUE or None)."""
    joined = [word for word in words if word.startswith(name + "=")]
    if joined:
        return [word for word in words if word not in joined], joined[-1][len(name) + 1 :]
    if name not in words:
        return words, None
    at = words.index(name)
    if at + 1 >= len(words):
        raise Problem("%s needs the name of a folder after it." % name)
    return words[:at] + words[at + 2 :], words[at + 1]


def wheels_folder(value):
    """Full path of a folder of packages that is really one."""
    if value is None:
        return None
    folder = os.path.abspath(value)
    if not os.path.isdir(folder) or not any(name.endswith(".whl") for name in os.listdir(folder)):
        raise Problem("%s holds no packages (.whl files). Make such a folder with: course.py wheels FOLDER" % folder)
    return folder


def known(command):
    """Refuse a mistyped command before anything is installed for it."""
    if command not in COMMANDS and not command.startswith("-"):
        near = difflib.get_close_matches(command, COMMANDS, n=1)
        meant = "Did you mean %s? " % near[0] if near else ""
        raise Problem("There is no command %s. %sCommands: %s." % (command, meant, ", ".join(COMMANDS)))
    return command


def is_quick(words):
    """Does this need the standard library alone?"""
    return words[0] in QUICK_COMMANDS or "-h" in words or "--help" in words


def main(words):
    """Set up what the command needs, then run it."""
    for name in ASTRAY:
        os.environ.pop(name, None)
    right_python()
    words, wheels = take_option(words, "--wheels")
    words = words or ["help"]
    command = known(words[0])
    if on_a_hub():
        return run_on_a_hub(words)
    if is_quick(words) and not is_installed(STUDENT_LOCK):
        return hand_over(words, sys.executable)
    set_up(command, wheels_folder(wheels))
    write_kernel()
    return hand_over(words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again; it goes on where it stopped.")
        sys.exit(130)
    except Problem as problem:
        say(str(problem))
        sys.exit(1)
    except OSError as problem:
        say("%s. Check that this folder can be written to and that the disk is not full." % problem)
        sys.exit(1)
