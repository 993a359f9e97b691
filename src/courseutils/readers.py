"""The article and its map side by side, in one page that needs no internet."""

from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from courseutils._data import Plain
from courseutils._files import write_new


class ReaderError(Plain, Exception):
    """The page cannot be saved under the name that was given."""


@dataclass(repr=False)
class Reader:
    """The reader of one article; ``html`` is the whole page, ``save`` writes it, a notebook shows it."""

    article: Any

    @cached_property
    def html(self) -> str:
        """The page as text, some 300 kB; it fetches nothing."""
        from courseutils._reader.page import page

        return page(self.article)

    def save(self, path) -> Path:
        """Write the page to ``path`` (a folder gets ``reader.html``); returns the path.

        Raises ReaderError where there is such a file already or no such folder: nothing is overwritten.
        """
        target = Path(path)
        target = target / "reader.html" if target.is_dir() else target
        if not target.parent.is_dir():
            raise ReaderError(f"There is no folder {str(target.parent)!r}. Make it first, or give another name.")
        try:
            write_new(target, self.html.encode("utf-8"))
        except FileExistsError:
            raise ReaderError(f"{str(target)!r} exists and is not overwritten. Give another name.") from None
        return target

    def _repr_html_(self) -> str:
        from courseutils._reader.page import TITLE

        inside = self.html.replace("&", "&amp;").replace('"', "&quot;")
        return (
            f'<iframe title="{escape(TITLE)}" srcdoc="{inside}" '
            'style="width:100%;height:820px;border:1px solid #999" allowfullscreen></iframe>'
        )

    def __repr__(self) -> str:
        return f'{self.article}\n\nTo see it beside its map: reader().save("reader.html"), then open that file.'


def reader(article=None) -> Reader:
    """The article at the left and a map at the right, in one self-contained page (HTML, at most 400 kB).

    Choosing a paragraph moves the map to its places and opens its actors, its claims with their versions, and its
    dates; choosing a place marks every paragraph that names it; a glossary word opens its meaning. ``article`` is
    what ``load_article()`` gives (the default) or a part of it. The map (degrees of WGS 84, EPSG:4326, drawn in Web
    Mercator) follows United Nations practice and says so. In a notebook it shows itself; ``.save(path)`` writes a file.

    Raises DataError when the kit's files are missing or changed, ReaderError when a file would be overwritten.
    Source: tables ``actors``, ``claims``, ``chronology``, ``paragraph_events`` and ``glossary``, each with its sources.

    >>> from courseutils import load_article, reader
    >>> page = reader(load_article().show(4)).html
    >>> "Paragraph 4" in page, "Paragraph 5" in page
    (True, False)
    """
    from courseutils.article import load_article

    return Reader(load_article() if article is None else article)
