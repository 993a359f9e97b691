"""`course.py link`: the address that students click: it starts their server, gets the course, and opens a lesson.

The forms are those of nbgitpuller (``git-pull?repo=…``) and of Binder (``/v2/gh/OWNER/NAME/BRANCH``).
"""

import re
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from courseutils.commands.workbook import notebooks_dir

BINDER = "https://mybinder.org"
_HOSTS = {"github.com": "gh", "gitlab.com": "gl"}


class LinkError(ValueError):
    """What was given makes no link; the text says what to give."""


def run(hub: str | None, repo: str | None, branch: str, lesson: str | None, binder: bool) -> int:
    """Print the link, or a sentence why there is none; returns the exit code."""
    try:
        tree, page = _repository(repo), _page(lesson)
        print(binder_link(tree, branch, page, hub) if binder else hub_link(_server(hub), tree, branch, page))
    except LinkError as problem:
        print(problem)
        return 1
    return 0


def hub_link(hub: str, repo: str, branch: str, page: str) -> str:
    """The link for a JupyterHub with nbgitpuller; the course lands in a folder that is named as its repository.

    >>> made = hub_link("https://hub.example.edu", "https://git.example.org/georgia2008.git", "main", "README.md")
    >>> made.removeprefix("https://hub.example.edu/hub/user-redirect/git-pull?repo=").split("&")[0]
    'https%3A%2F%2Fgit.example.org%2Fgeorgia2008.git'
    """
    folder = repo.rstrip("/").rpartition("/")[2].removesuffix(".git")
    asked = {"repo": repo, "branch": branch, "targetpath": folder, "urlpath": f"lab/tree/{folder}/{page}"}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(asked, quote_via=quote, safe='')}"


def binder_link(repo: str, branch: str, page: str, binder: str | None = None) -> str:
    """The link for Binder, which builds an image of the repository and throws a student's work away afterwards.

    >>> binder_link("https://github.com/teach/georgia2008", "main", "notebooks/01_a.ipynb")
    'https://mybinder.org/v2/gh/teach/georgia2008/main?urlpath=lab%2Ftree%2Fnotebooks%2F01_a.ipynb'
    """
    parts = urlsplit(repo)
    name, kind = parts.path.strip("/").removesuffix(".git"), _HOSTS.get(parts.netloc, "git")
    where = {"gh": name, "gl": quote(name, safe="")}.get(kind, quote(repo, safe=""))
    place = f"{_server(binder or BINDER)}/v2/{kind}/{where}/{quote(branch, safe='')}"
    return f"{place}?urlpath={quote(f'lab/tree/{page}', safe='')}"


def _server(hub: str | None) -> str:
    """Address of a hub, whichever of its pages was given."""
    if not hub or not re.match(r"https?://[^/\s?#]+", hub):
        raise LinkError("Give the address of your hub, with https://, such as --hub https://hub.example.edu")
    return re.sub(r"/(?:hub|user)(?:/.*)?$", "", re.sub(r"[?#].*", "", hub)).rstrip("/")


def _repository(given: str | None) -> str:
    """Address of the students' tree: as given, or where a folder of `release --tree` was cloned from."""
    if given and Path(given).is_dir():
        asked = ["git", "-C", given, "remote", "get-url", "origin"]
        given = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout.strip()
    ssh = re.fullmatch(r"(?:ssh://)?git@([^:/]+)[:/](.+)", given or "")
    given = f"https://{ssh[1]}/{ssh[2]}" if ssh else given
    if not given or not re.match(r"https?://[^/\s?#]+/[^\s?#]", given):
        raise LinkError(
            "Say where students get the course: --repo and the https address of the git repository that holds the "
            "students' tree, or the folder that you gave to release --tree."
        )
    return given


def _page(lesson: str | None) -> str:
    """Path of a lesson's notebook in the students' tree; lesson 0 when none is named."""
    known = {str(int(path.name[:2])): path.name for path in sorted(notebooks_dir().glob("[0-9][0-9]_*.ipynb"))}
    wanted = (lesson or "0").lstrip("0") or "0"
    if wanted not in known:
        raise LinkError(f"There is no lesson {lesson}. There are: {', '.join(known)}.")
    return f"notebooks/{known[wanted]}"
