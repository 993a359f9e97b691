"""Licence texts that go with what is handed out: the kit's own, and those of the files of others inside."""

from importlib.metadata import files
from pathlib import Path

OWN = ("LICENSE", "LICENSE-data.md", "THIRD_PARTY.md")
FOLDER = "licences"
# Programs whose scripts and styles Sphinx copies into the book.
BOOKMAKERS = ("furo", "myst-nb", "pygments", "sphinx", "sphinx-basic-ng")
# Furo's own licence says nothing of the scripts, styles and icons of others inside it.
_THEME = Path(__file__).resolve().parent / "site" / "licences" / "theme"


def of_kit(root: Path) -> dict[str, bytes]:
    """The kit's own licences and the list of files of others, by name."""
    return {name: _bytes(root / name) for name in OWN}


def of_others(root: Path) -> dict[str, bytes]:
    """The licence of each program whose files lie in a folder ``vendor``, as ``licences/NAME.txt``."""
    texts = sorted((root / "src").rglob("vendor/*/LICENSE*"))
    return {f"{FOLDER}/{_named(path)}.txt": _bytes(path) for path in texts}


def of_book(root: Path) -> dict[str, bytes]:
    """All that a book needs: the above, and the licences of the programs that make it."""
    own = {f"{FOLDER}/{name if '.' in name else name + '.txt'}": text for name, text in of_kit(root).items()}
    makers = {f"{FOLDER}/{name}.txt": _installed(name) for name in BOOKMAKERS}
    return own | of_others(root) | makers | {f"{FOLDER}/{path.name}": _bytes(path) for path in sorted(_THEME.iterdir())}


def _named(path: Path) -> str:
    """The program: the folder's name, or what follows LICENSE- for a program inside it.

    >>> _named(Path("leaflet/LICENSE")), _named(Path("reveal.js/LICENSE-marked"))
    ('leaflet', 'marked')
    """
    return path.name.partition("-")[2] or path.parent.name


def _installed(package: str) -> bytes:
    """The licence text of an installed package, as its makers deliver it."""
    found = [path for path in files(package) or () if ".dist-info" in str(path) and path.name.startswith("LICENSE")]
    return b"\n\n".join(Path(str(path.locate())).read_bytes() for path in found)


def _bytes(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n")
