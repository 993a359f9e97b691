"""The command ``course site``: make the book, then write it into a folder and, if wanted, into a zip."""

import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from courseutils.readers import reader
from courseutils.teach import build, lessons, made
from courseutils.teach.build import root
from courseutils.teach.pictures import PictureError, quiet
from courseutils.teach.releasing import ReleaseError, archive
from courseutils.teach.site import (
    assets,
    book,
    claimspage,
    guidepages,
    lessonpage,
    maproom,
    people,
    progresspage,
    pyodide,
    recognitionpage,
    rules,
    runpage,
    sourcespage,
    timeline,
    tongues,
)
from courseutils.teach.site.execute import executed

FOLDER = Path("guide_out") / "site"
DOWNLOADS = Path("guide_out") / "downloads"
PAGES = Path(__file__).resolve().parent / "pages"
KIND = "site"
_LEFT_OUT = (".doctrees", ".buildinfo", "objects.inv", ".map", "environment.pickle")


def book_files(at_a_time: int = 2, core: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Every file of the book by its path; ``core`` is Pyodide, for a book with Python inside.

    Raises ReleaseError when a lesson fails or a page has a broken link.
    """
    paths, files = lessons.lesson_files(root() / "lessons"), assets.Files()
    with ThreadPoolExecutor(at_a_time) as pool:
        notebooks = list(pool.map(executed, paths))
    titles = {path.stem[:2]: _title(notebook) for path, notebook in zip(paths, notebooks, strict=True)}
    sources = {
        f"lesson-{path.stem[:2]}.ipynb": lessonpage.page(notebook, path.stem, files)
        for path, notebook in zip(paths, notebooks, strict=True)
    }
    with quiet():
        pages = _written(titles) | _of_data(files) | {"maps": maproom.page(list(maproom.cards(paths, files)), titles)}
        files.content["article.html"] = reader().html.encode("utf-8")
        files.content |= (python := runpage.python_files(core) if core else {})
        pages["progress"] = progresspage.page(titles)
        pages["run"] = runpage.page(sum(map(len, python.values())))
    sources |= {f"{name}.md": text for name, text in (guidepages.pages(root() / "guide") | pages).items()}
    notes = {f"notebooks/{name}": text.encode("utf-8") for name, text in build.student_files().items()}
    return _made(sources, files.content | assets.library() | notes)


def _title(notebook) -> str:
    return notebook.cells[0].source.split("\n", 1)[0].lstrip("# ").split(". ", 1)[-1]


def _written(titles: Mapping[str, str]) -> dict[str, str]:
    """The pages that somebody wrote; the first lists the lessons."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))}
    listed = "\n".join(f"- [{int(n)}. {title}](lesson-{n}.ipynb)" for n, title in titles.items())
    tree = "\n".join(f"lesson-{number}" for number in titles)
    pages["index"] = pages["index"].replace("{lessons}", listed).replace("{lesson_tree}", tree)
    return pages


def _of_data(files: assets.Files) -> dict[str, str]:
    return {
        "people": people.page(files),
        "timeline": timeline.page(),
        "claims": claimspage.page(),
        "sources": sourcespage.page(),
        "recognition": recognitionpage.page(files),
    }


def _made(sources: Mapping[str, str], extra: Mapping[str, bytes]) -> dict[str, bytes]:
    """What Sphinx makes of the sources, with the files beside them."""
    with tempfile.TemporaryDirectory() as folder:
        source, beside, out = (Path(folder) / name for name in ("source", "extra", "out"))
        for name, text in sources.items():
            _put(source / name, text.encode("utf-8"))
        for name, content in extra.items():
            _put(beside / name, content)
        book.make(source, beside, out)
        found = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.endswith(_LEFT_OUT))
        return {path.relative_to(out).as_posix(): _mended(path) for path in found}


# What the theme leaves out: the level of a heading, a first heading, names by which two landmarks are told apart,
# a place that takes the focus when the contents are skipped, and which page of the contents this is.
_MENDED = {
    'class="caption" role="heading">': 'class="caption" role="heading" aria-level="2">',
    '<div id="search-results">': '<h1>Search</h1><div id="search-results">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Contents of the book">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="Contents of this page">',
    'id="furo-main-content">': 'id="furo-main-content" tabindex="-1">',
    'class="current reference internal" href="#"': 'class="current reference internal" href="#" aria-current="page"',
}
_LABELLED = re.compile(r'(<[^>]*\baria-label=")([^"]*)("[^>]*>)')


def _mended(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".html" or b'id="furo-main-content"' not in content:
        return content
    text = content.decode("utf-8")
    for found, better in _MENDED.items():
        text = text.replace(found, better)
    return rules.ruled(tongues.marked(_told_apart(text))).encode("utf-8")


def _told_apart(html: str) -> str:
    """A page in which no two regions have the same name: the second of a name is numbered 2.

    >>> _told_apart('<div role="region" aria-label="A"></div>' * 2)
    '<div role="region" aria-label="A"></div><div role="region" aria-label="A (2)"></div>'
    """
    seen: Counter[str] = Counter()

    def name(match: re.Match) -> str:
        start, label, end = match.groups()
        if 'role="region"' not in start + end and not start.startswith("<section"):
            return match[0]
        seen[label] += 1
        return f"{start}{label}{f' ({seen[label]})' if seen[label] > 1 else ''}{end}"

    return _LABELLED.sub(name, html)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def run(place: Path | None, packed: Path | None = None, with_python: bool = False, brought: Path | None = None) -> int:
    """Make the book and write it; returns the exit code. Nothing of anybody else's is overwritten.

    ``with_python`` puts Pyodide into it: from the file or folder ``brought``, else by npm.
    """
    place = place or root() / FOLDER
    try:
        made.check(place, KIND)
        if packed:
            archive.check_place(packed, KIND)
        core = pyodide.core(brought, root() / DOWNLOADS) if with_python or brought else None
        print("Running the lessons and making the pages; this takes a minute or two.", flush=True)
        files = book_files(core=core)
        made.write(place, files, KIND, whole=True)
    except (ReleaseError, PictureError, build.BuildError) as problem:
        print(f"Nothing was written. {problem}")
        return 1
    print(f"The book is in {place}: {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB.")
    print(f"Open {place / 'index.html'} in a browser. It needs no internet and no server.")
    if core:
        print("Python runs on the page run.html where a web server gives the book to the browser, not from the folder.")
    if packed:
        archive.put(packed, archive.packed(files, "georgia2008", KIND))
        print(f"The same as a zip for a learning platform: {packed}.")
    return 0
