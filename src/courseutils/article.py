"""The article as numbered paragraphs: the original if you added it, else a retelling in the kit's words.

The article's text belongs to its publisher, so the kit ships a retelling, the spoken quotations, and
SHA-256 fingerprints. ``course article add FILE`` adds your own copy of the original. Standard library only.

>>> from courseutils import load_article
>>> [paragraph.number for paragraph in load_article()]
[0, 1, 2, 3, 4, 5, 6]
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courseutils._article import page
from courseutils._data import DataError, data_dir, nearest, read_bytes, workbook_dir

ORIGINAL = "original.txt"


@dataclass(frozen=True)
class Quotation:
    """Words that a person spoke, as the article gives them; ``actor_id`` leads to the table ``actors``."""

    quotation_id: str
    paragraph: int
    actor_id: str
    speaker: str
    text: str

    def __str__(self) -> str:
        return f'{self.speaker}, paragraph {self.paragraph}: "{self.text}"'

    __repr__ = __str__


@dataclass(frozen=True)
class Paragraph:
    """One paragraph (0 is the headline); ``actors`` and ``claims`` hold ids of the tables of these names."""

    number: int
    text: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    claims: tuple[str, ...]
    quotations: tuple[Quotation, ...]

    @property
    def label(self) -> str:
        return "Headline" if self.number == 0 else f"Paragraph {self.number}"

    def __str__(self) -> str:
        return f"{self.label}. {self.text}"

    def _repr_html_(self) -> str:
        return f'<div lang="en">{page.paragraph_html(self)}</div>'


@dataclass(frozen=True)
class Article:
    """The paragraphs with publisher, author, date and link; ``is_original`` says which text they hold."""

    metadata: dict
    paragraphs: tuple[Paragraph, ...]
    is_original: bool
    note: str

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __getitem__(self, number: int) -> Paragraph:
        return self.paragraph(number)

    def paragraph(self, number: int) -> Paragraph:
        """Paragraph ``number``, 0 (headline) to 6, also as text. Raises DataError for any other number.

        >>> from courseutils import load_article
        >>> load_article().paragraph(6).quotations[0].text
        'a beginning'
        """
        for found in self.paragraphs:
            if number in (found.number, str(found.number)):
                return found
        last = self.paragraphs[-1].number
        raise DataError(f"The article has paragraphs 0 (the headline) to {last}; {number!r} is none of them.")

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(q for paragraph in self for q in paragraph.quotations)

    @property
    def citation(self) -> str:
        """One sentence that names author, publisher, date and link."""
        m = self.metadata
        return f"{m['author']}, {m['publisher']}, {m['date']}, {m['link']}"

    def show(self, *numbers: int) -> "Article":
        """The same article with only the paragraphs named, to stand beside a map.

        >>> from courseutils import load_article
        >>> len(load_article().show(4, 5))
        2
        """
        chosen = tuple(self.paragraph(number) for number in numbers)
        return Article(self.metadata, chosen or self.paragraphs, self.is_original, self.note)

    def __str__(self) -> str:
        return "\n\n".join([*map(str, self), self.note, f"Source: {self.citation}"])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return page.article_html(self)

    def beside(self, m) -> "page.SideBySide":
        """The paragraphs at the left and the map ``m`` (a courseutils Map) at the right, for a notebook.

        >>> from courseutils import Map, load_article
        >>> "Paragraph 4" in repr(load_article().show(4).beside(Map("Georgia")))
        True
        """
        from courseutils.maps import checked_map

        return page.SideBySide(self, checked_map(m))


def _read(resource: str) -> dict:
    return json.loads(read_bytes(resource))


def fingerprints() -> list[dict]:
    """The fingerprints of the original's paragraphs: number, characters without spaces, SHA-256."""
    return _read("article_fingerprints")["paragraphs"]


_RETOLD = (
    "This is a retelling in the kit's own words; words in quotation marks were spoken. "
    "If you have the original, this command adds it: python3 course.py article add FILE"
)


def original_paragraphs(path: Path, wanted: list[dict]) -> tuple[dict[int, str], str]:
    """The original's paragraphs from ``path``, none if the file is absent or not the article; and a note."""
    from courseutils._article.match import find_paragraphs

    if not path.is_file():
        return {}, _RETOLD
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return {}, f"The file {path} cannot be read ({error.strerror}). {_RETOLD}"
    found = find_paragraphs(text, wanted)
    texts = {number: text for number, text in found.items() if text}
    if len(texts) == len(wanted):
        own = path.parent == workbook_dir()
        return texts, f"This is the original, {'from your own copy' if own else 'as your instructor gave it to you'}."
    lost = ", ".join(str(number) for number in found if number not in texts)
    changed = f"The file {path} is not used: it is not the article as printed (paragraph {lost} not found)."
    return {}, f"{changed} {_RETOLD}"


def _original() -> Path:
    """Your own copy, or what an instructor gave: a hub's file ``COURSE_ARTICLE``, or one in the course's folder."""
    own, inside = workbook_dir() / ORIGINAL, data_dir() / "article" / ORIGINAL
    hub = os.environ.get("COURSE_ARTICLE")
    given = [own, *([Path(hub)] if hub else []), inside]
    return next((path for path in given if path.is_file()), own)


def load_article() -> Article:
    """The article: the original if ``course article add`` or your instructor added it, else the retelling.

    The stored original is compared with the kit's fingerprints each time. Raises DataError when the kit's
    own files are missing or changed. Source: facts in ``article.metadata``; see ``article.citation``.

    >>> from courseutils import load_article
    >>> load_article()[4].places
    ('Abkhazia', 'South Ossetia', 'Georgia', 'Russia')
    """
    data = _read("article")
    texts, note = original_paragraphs(_original(), fingerprints())
    quotations = [Quotation(**entry) for entry in data["quotations"]]
    paragraphs = tuple(_paragraph(entry, texts, quotations) for entry in data["paragraphs"])
    return Article(data["metadata"], paragraphs, bool(texts), note)


def _paragraph(entry: dict, texts: dict[int, str], quotations: list[Quotation]) -> Paragraph:
    number = entry["number"]
    return Paragraph(
        number,
        texts.get(number, entry["retelling"]),
        tuple(entry["places"]),
        tuple(entry["actors"]),
        tuple(entry["claims"]),
        tuple(q for q in quotations if q.paragraph == number),
    )


class Quotations(tuple):
    """The quotations found; if there are none it shows a sentence that says so and offers the nearest words."""

    otherwise = ""

    def __repr__(self) -> str:
        return "\n".join(map(str, self)) or self.otherwise


def find_quote(text: str) -> Quotations:
    """The quotations that hold ``text`` (or are by a speaker of that name), with speaker and paragraph.

    Raises nothing: where nobody is quoted, the result is empty and shows a sentence with the nearest known words.

    >>> from courseutils import find_quote
    >>> find_quote("patience")
    Ban Ki-moon, paragraph 6: "we need to have some patience"
    >>> find_quote("pateince")
    Nobody is quoted in the article with 'pateince'. Did you mean patience?
    """
    from courseutils._article.match import normalise

    wanted = normalise(str(text)).casefold().strip('" ')
    everything = load_article().quotations
    found = Quotations(q for q in everything if wanted and wanted in f"{q.text} {q.speaker}".casefold())
    known = {word for q in everything for word in [*q.text.split(), *q.speaker.split()] if len(word) > 4}
    offer = nearest(str(text), known)
    own = "If the article uses the word, the word is its own."
    found.otherwise = f"Nobody is quoted in the article with {str(text)!r}. {offer if '?' in offer else own}"
    if not wanted:
        found.otherwise = 'Write the word that you look for between the quotation marks, as in find_quote("patience").'
    return found
