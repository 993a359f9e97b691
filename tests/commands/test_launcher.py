"""course.py turns every expected failure into a sentence and never needs more than the standard library."""

import ast
import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("course", ROOT / "course.py")
course = importlib.util.module_from_spec(spec)
spec.loader.exec_module(course)


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "course.py").read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_the_file_as_far_as_the_sentence():
    ast.parse((ROOT / "course.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize(("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)])
def test_which_pythons_fit(version, fits):
    assert course.fits(version) is fits


@pytest.mark.parametrize("version", [(3, 9, 1), (3, 15, 0)])
def test_a_python_that_does_not_fit_gets_a_sentence(version, monkeypatch):
    monkeypatch.setattr(course.sys, "version_info", version)
    monkeypatch.setattr(course, "other_python", lambda: None)
    said = rf"needs Python 3\.11 to 3\.14; this is Python 3\.{version[1]}\. Install one of these from python\.org"
    with pytest.raises(course.Problem, match=said):
        course.right_python()


FAILURES = {
    "Failed to establish a new connection: [Errno -2] Name or service not known": "needs the internet",
    "ERROR: No matching distribution found for anyio==4.16.0": "could not get the package anyio==4.16.0",
    "cause: Because pyproj==3.8.0 has no usable wheels and you require": "could not get the package pyproj==3.8.0",
    "Because pyproj{python_full_version < '3.12'}==3.7.2 has no usable wheels": "could not get the package pyproj",
    "Because pyogrio==0.13.0 has no wheels with a matching platform tag": "could not get the package pyogrio==0.13.0",
    "ERROR: Could not install packages due to an OSError: [WinError 32] used by another process": "Close JupyterLab",
    "ERROR: [WinError 5] Access is denied: 'C:\\course\\.venv\\Lib\\x.pyd'": "Close JupyterLab",
    "error: error sending request for url": "needs the internet",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "disk is full",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE": "differs from the one",
    "SSLError(SSLCertVerificationError(1, 'certificate is not yet valid')): Max retries exceeded": "computer's clock",
    "error sending request for url\n  Caused by: invalid peer certificate: Expired": "computer's clock",
    "cause: failed to create directory `.venv`: Read-only file system (os error 30)": "folder to one of your own",
    "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'": "folder to one of your own",
    "OSError: [Errno 2] No such file\nHINT: this system does not have Windows Long Path support enabled": "folder up",
    "error: failed to open file: The filename or extension is too long. (os error 206)": "folder up",
    "something else entirely": "something else entirely",
}


@pytest.mark.parametrize("output", FAILURES)
def test_a_failed_step_is_named_and_explained(output):
    sentence = course.explain("installing packages", output)
    assert FAILURES[output] in sentence and "installing packages" in sentence


@pytest.mark.parametrize(
    ("output", "said"),
    {
        "Because anyio was not found in the provided package locations and you require": "no file of the package anyio",
        "ERROR: No matching distribution found for anyio==4.16.0": "no file of the package anyio==4.16.0",
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE": "differs from the one",
    }.items(),
)
def test_a_folder_of_packages_that_does_not_fit_is_named(output, said):
    sentence = course.explain("installing packages", output, "D:\\wheels")
    assert said in sentence and "D:\\wheels" in sentence and "leave out --wheels" in sentence


def test_a_folder_without_packages_is_refused(tmp_path):
    with pytest.raises(course.Problem, match="holds no packages"):
        course.wheels_folder(str(tmp_path))
    with pytest.raises(course.Problem, match="needs the name of a folder"):
        course.take_option(["lab", "--wheels"], "--wheels")


def test_options_are_taken_out_of_the_words():
    assert course.take_option(["lab", "--wheels", "w", "--port", "1"], "--wheels") == (["lab", "--port", "1"], "w")
    assert course.take_option(["lab", "--wheels=w"], "--wheels") == (["lab"], "w")
    assert course.take_option(["lab"], "--wheels") == (["lab"], None)


def test_an_environment_whose_python_was_removed_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "VENV", str(tmp_path))
    monkeypatch.setattr(course, "venv_python", lambda: sys.executable)
    Path(course.stamp_path(course.STUDENT_LOCK)).write_text(course.stamp_of(course.STUDENT_LOCK), encoding="utf-8")
    for home, there in ((sys.prefix, True), (str(tmp_path / "gone"), False)):
        (tmp_path / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3\n", encoding="utf-8")
        assert course.is_installed(course.STUDENT_LOCK) is there


def test_the_lock_is_counted_and_stamped(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "VENV", str(tmp_path))
    assert course.count_packages(course.STUDENT_LOCK) > 80
    assert not course.is_installed(course.STUDENT_LOCK)


def test_the_commands_are_those_of_the_course():
    from courseutils.cli import _parser

    (commands,) = (a.choices for a in _parser()._actions if isinstance(a.choices, dict))
    assert set(course.COMMANDS) == set(commands)
    assert set(course.DEV_COMMANDS) | set(course.QUICK_COMMANDS) < set(commands)


def test_on_a_hub_the_image_serves_and_nothing_is_set_up(monkeypatch, capsys):
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/anna/")
    monkeypatch.delenv("COURSE_WORKBOOK")
    monkeypatch.setattr(course, "set_up", lambda *words: pytest.fail("set-up on a hub"))
    told = []
    monkeypatch.setattr(course.subprocess, "call", lambda command, env: told.append((command, env)) or 0)
    assert course.main(["submit", "--name", "Anna"]) == 0
    ((command, env),) = told
    assert command == [sys.executable, "-m", "courseutils.cli", "submit", "--name", "Anna"]
    assert env["COURSE_WORKBOOK"] == str(ROOT / "notebooks")
    assert course.main(["lab"]) == 0 and course.main(["update"]) == 0
    assert len(told) == 1 and "instructor's link" in capsys.readouterr().out


def fake_uv(folder: Path, *known: str) -> Path:
    """A program called uv that knows these options, and writes down what it is told to do."""
    uv = folder / "uv"
    lines = [f"print('options: {' '.join(known)}')", "args = sys.argv[1:]"]
    lines += [f"'--help' in args or open({str(folder / 'told.txt')!r}, 'a').write(' '.join(args) + chr(10))"]
    uv.write_text(f"#!{sys.executable}\nimport sys\n" + "\n".join(lines) + "\n", encoding="utf-8")
    uv.chmod(0o755)
    return uv


ALL_OPTIONS = [option for words in course.UV_OPTIONS for option in words[1:]]


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """An environment folder of its own, and a search path that holds only what a test puts there."""
    monkeypatch.setattr(course, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / ".venv").mkdir()
    return tmp_path


def test_without_uv_none_is_used(bare):
    assert course.usable_uv() is None


@pytest.mark.parametrize("lost", ALL_OPTIONS)
def test_a_uv_that_lacks_an_option_is_left_alone(bare, lost):
    fake_uv(bare, *(option for option in ALL_OPTIONS if option != lost))
    assert course.usable_uv() is None


def test_a_uv_that_does_not_run_is_left_alone(bare):
    (bare / "uv").write_text("no program\n", encoding="utf-8")
    (bare / "uv").chmod(0o755)
    assert course.usable_uv() is None


def test_uv_makes_the_environment_and_installs_with_hashes(bare):
    uv = fake_uv(bare, *ALL_OPTIONS)
    assert course.usable_uv() == str(uv)
    course.make_venv()
    course.install(course.STUDENT_LOCK, str(bare))
    venv, install = (bare / "told.txt").read_text(encoding="utf-8").splitlines()
    assert venv.startswith("venv") and {"--seed", "--clear", course.VENV} <= set(venv.split())
    assert install.startswith("pip install") and {"--require-hashes", "--no-index"} <= set(install.split())
    assert Path(course.stamp_path(course.STUDENT_LOCK)).read_text(encoding="utf-8") == course.stamp_of(
        course.STUDENT_LOCK
    )


def test_with_an_old_uv_venv_and_pip_do_the_work(bare, monkeypatch):
    fake_uv(bare, "--seed")
    told = []
    monkeypatch.setattr(course, "run", lambda command, step, total=None, wheels=None: told.append(command))
    course.make_venv()
    course.install(course.STUDENT_LOCK, None)
    assert [command[1:3] for command in told] == [["-m", "venv"], ["-m", "pip"]]


@pytest.mark.parametrize(("known", "option"), [((), "--no-cache-dir"), (ALL_OPTIONS, "--no-cache")])
def test_a_spoilt_store_of_packages_is_passed_by_at_once(bare, monkeypatch, known, option):
    if known:
        fake_uv(bare, *known)
    told = []

    def run(command, step, total=None, wheels=None):
        told.append(command)
        if option not in command:
            raise course.Spoilt("A package differs.")

    monkeypatch.setattr(course, "run", run)
    course.install(course.STUDENT_LOCK, None)
    assert told[1] == [*told[0], option] and Path(course.stamp_path(course.STUDENT_LOCK)).exists()


@pytest.mark.parametrize(("said", "kind"), [("THESE PACKAGES DO NOT MATCH THE HASHES", "Spoilt"), ("else", "Problem")])
def test_a_step_that_fails_over_a_spoilt_package_can_be_told_from_others(said, kind):
    with pytest.raises(course.Problem) as caught:
        course.run([sys.executable, "-c", f"print({said!r}); raise SystemExit(1)"], "installing packages")
    assert type(caught.value).__name__ == kind


def test_a_step_that_fails_on_a_full_disk_without_saying_so_is_explained(monkeypatch):
    monkeypatch.setattr(course.shutil, "disk_usage", lambda folder: SimpleNamespace(free=10**6))
    with pytest.raises(course.Problem, match=r"The disk is full while making \.venv"):
        course.run([sys.executable, "-c", "raise SystemExit(1)"], "making .venv")


def test_from_a_folder_of_packages_uv_is_not_asked_for_an_environment(bare, monkeypatch):
    """It would fetch pip from the internet for it."""
    fake_uv(bare, *ALL_OPTIONS)
    told = []
    monkeypatch.setattr(course, "run", lambda command, step, total=None, wheels=None: told.append(command))
    course.make_venv(str(bare))
    assert [command[1:3] for command in told] == [["-m", "venv"]]


@pytest.mark.parametrize("lost", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_environments_says_what_to_install(lost, bare, monkeypatch):
    monkeypatch.setitem(sys.modules, lost, None)
    with pytest.raises(course.Problem, match=r"sudo apt install python3\.\d+-venv"):
        course.make_venv()


def test_a_disk_without_room_is_said_and_one_that_does_not_tell_is_trusted(monkeypatch):
    monkeypatch.setattr(course.shutil, "disk_usage", lambda folder: SimpleNamespace(free=300 * 10**6))
    with pytest.raises(course.Problem, match=r"about 1 GB .* and 300 MB are free"):
        course.check_room()

    def silent(folder):
        raise OSError

    monkeypatch.setattr(course.shutil, "disk_usage", silent)
    course.check_room()


def test_a_python_of_32_bits_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(course.sys, "maxsize", 2**31 - 1)
    monkeypatch.setattr(course, "other_python", lambda: None)
    with pytest.raises(course.Problem, match="64-bit"):
        course.right_python()


def test_settings_for_another_python_are_left_behind(monkeypatch):
    for name in course.ASTRAY:
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setattr(course, "set_up", lambda *words: None)
    monkeypatch.setattr(course, "write_kernel", lambda: None)
    monkeypatch.setattr(course, "hand_over", lambda words, python=None: set(course.ASTRAY) & set(course.os.environ))
    assert course.main(["update"]) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="files are held in another way there")
def test_a_second_set_up_waits_for_the_first_and_finds_its_work_done(tmp_path, monkeypatch, capsys):
    import fcntl

    monkeypatch.setattr(course.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(course, "missing_locks", lambda command, left=[["a.lock"], []]: left.pop(0))
    course.hold_folder()
    first, waits = course.HELD.pop(), []
    monkeypatch.setattr(course.time, "sleep", lambda s: waits.append(s) or fcntl.flock(first, fcntl.LOCK_UN))
    course.set_up("lab", None)
    assert waits == [0.5] and course.HELD == []
    assert capsys.readouterr().out.startswith("Another set-up is at work in this folder.")


@pytest.mark.parametrize(
    "output",
    [
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPConnectionPool: Read timed out.",
        "error: Request failed after 3 retries in 9.1s\n  cause: HTTP status server error (503 Service Unavailable)",
        "ProtocolError('Connection aborted.', RemoteDisconnected('Remote end closed connection'))",
        "ProtocolError('Connection broken: IncompleteRead(512 bytes read, 512 more expected)')",
    ],
)
def test_a_network_that_breaks_off_is_said(output):
    assert "needs the internet and could not reach it" in course.explain("installing packages", output)


def test_a_folder_too_far_down_is_said_before_set_up(monkeypatch):
    monkeypatch.setattr(course, "VENV", "/" + "/".join(["თ" * 20] * 7))
    course.check_path()
    monkeypatch.setattr(course, "VENV", "/" + "/".join(["თ" * 20] * 8))
    with pytest.raises(course.Problem, match=r"\d+ bytes too long\. Move the course's folder"):
        course.check_path()
