"""A brief on one page: title, about 150 words, a map with its stamp, convention, sources, and a sheet for peer review.

>>> from courseutils.briefs import brief
>>> print(brief(title="Nothing yet").findings[0].text)
Missing so far: author, audience, text, map, convention, sources.
"""

from functools import cached_property
from pathlib import Path

from courseutils._brief import findings as look
from courseutils._brief.findings import DONE, MEND, Finding
from courseutils._brief.references import Reference, references
from courseutils._brief.text import clean, count_words, one_line
from courseutils._checking.answers import is_blank, shown
from courseutils._data import Plain, marking, nearest, workbook_dir

PAPERS = ("A4", "Letter")
MOST_MAPS = 2
_JUDGE = (
    "No program can say whether a source says what your sentence says, or whether the title is the finding. Swap with "
    "a neighbour and use the review sheet."
)


class BriefError(Plain, ValueError):
    """Something that was given to brief() is not of the kind that it needs; the sentence says which."""


def brief(
    title=None,
    text=None,
    map=None,
    sources=None,
    *,
    author="",
    audience="",
    convention="",
    paper="A4",
    words=(120, 160),
) -> "Brief":
    """Make a one-page brief from your own title, text, Map and sources; shown in a notebook with a checklist.

    ``text``: about 150 words, with marks such as [1] or [civil-geneva-2008-10-15]. ``sources``: a list of source ids,
    or of sources in your own words; [1] means the first. ``convention``: one sentence of yours that says whose lines
    and names the brief follows. ``paper``: "A4" or "Letter". ``words``: least and most words.
    What is still blank (``...`` or empty) is told in the checklist. ``.save()`` writes the files.
    Raises BriefError if something is not text, not a Map, or not a list.

    >>> mine = brief("Talks stop", "They met on 15 October 2008.", sources=["civil-geneva-2008-10-15"])
    >>> [f.text for f in mine.findings if "No source" in f.text]
    ['No source is named for "They met on 15 October 2008.": it has a figure or a date (15). Put [1] or so in it.']
    """
    parts = {"title": title, "text": text, "author": author, "audience": audience, "convention": convention}
    return Brief(
        {key: _text(key, value) for key, value in parts.items()}, _map(map), sources, _paper(paper), _limits(words)
    )


def _text(name: str, value) -> str:
    if is_blank(value):
        return ""
    if not isinstance(value, str):
        raise BriefError(f"{name} needs text in quotation marks, but this is {shown(value)}.")
    return clean(value).strip() if name == "text" else one_line(value)


def _stem(name) -> str:
    from courseutils._brief.files import stem_of

    try:
        return stem_of(_text("name", name))
    except ValueError as problem:
        raise BriefError(str(problem)) from None


def _folder(value) -> Path:
    if is_blank(value):
        return workbook_dir()
    if not isinstance(value, (str, Path)):
        raise BriefError(f"folder needs text in quotation marks, but this is {shown(value)}.")
    return Path(value)


def _map(value):
    from courseutils._atlas.conventions import with_partner
    from courseutils.maps import Map

    if value is None or value is ...:
        return None
    if isinstance(value, Map):
        if len(with_partner(value)) > MOST_MAPS:
            raise BriefError(
                f"A map in time has room for {MOST_MAPS} days beside a text. Choose them: "
                'Map("Title", days=["2008-08-25", "2008-10-09"]).'
            )
        return value
    raise BriefError(f'map needs a Map, as made by Map("Title").add(...), but this is {shown(value)}.')


def _paper(value) -> str:
    names = {name.casefold(): name for name in PAPERS}
    if str(value).casefold() not in names:
        raise BriefError(f'There is no paper called {value!r}. {nearest(str(value), PAPERS)} Write "A4" or "Letter".')
    return names[str(value).casefold()]


def _limits(value) -> tuple[int, int]:
    whole = isinstance(value, (tuple, list)) and len(value) == 2 and all(type(n) is int for n in value)
    if not whole or not 0 < value[0] <= value[1]:
        raise BriefError("words needs two whole numbers, the least and the most, such as words=(120, 160).")
    return value[0], value[1]


class Brief:
    """A brief in the making; ``findings`` is its checklist, ``save()`` writes it. Made by :func:`brief`."""

    def __init__(self, texts: dict[str, str], map, sources, paper: str, limits: tuple[int, int]):
        self.title, self.text = texts["title"], texts["text"]
        self.author, self.audience, self.convention = texts["author"], texts["audience"], texts["convention"]
        self.map, self.paper, self.limits = map, paper, limits
        self.references: list[Reference] = _listed(sources, self.text)

    @property
    def words(self) -> int:
        """Number of words of the text, marks not counted."""
        return count_words(self.text)

    @property
    def convention_told(self) -> str:
        """What the page says about lines and names: the student's sentence, then the stamp of the map."""
        return " ".join(filter(None, [self.convention, *_stamps(self.map)])) or "Convention: (missing)"

    @cached_property
    def sheet(self):
        """The layout with its drawn map."""
        from courseutils._brief.layout import lay_out

        return lay_out(self)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The checklist of what a program can see, without drawing the page."""
        parts = {name: getattr(self, name) for name in ("title", "author", "audience", "text", "map", "convention")}
        found = look.missing_parts({**parts, "sources": self.references})
        found += look.on_length(self.text, self.limits) + look.on_marks(self.text)
        found += look.on_sources(self.text, self.references) + look.on_title(self.title, self.text)
        found += look.on_words(self.title, self.text)
        if self.ready:
            found += [Finding(MEND, note) for note in self.sheet.notes] or [
                Finding(DONE, f"It fits on one {self.paper} page.")
            ]
        return (*found, Finding(look.ASK, _JUDGE))

    @property
    def ready(self) -> bool:
        """True when there is a text and a map, so that a page can be made."""
        return bool(self.text) and self.map is not None

    @cached_property
    def _pdf(self) -> bytes:
        from courseutils._brief.layout import on_paper
        from courseutils._brief.pdf import pdf_bytes

        return pdf_bytes(on_paper(self.sheet, self.paper), self.title, self.author)

    def pdf(self) -> bytes:
        """The brief as PDF bytes: one page, letters that can be selected, the same bytes on every run."""
        return self._pdf

    def html(self) -> str:
        """The brief as one HTML file without scripts or links to load."""
        from courseutils._brief.html import page_html

        return page_html(self)

    def review_pdf(self) -> bytes:
        """The peer-review sheet as PDF bytes, one page."""
        from courseutils._brief.pdf import pdf_bytes
        from courseutils._brief.review import sheet_figure

        return pdf_bytes(sheet_figure(self), f"Peer review: {self.title}", self.author)

    def review_html(self) -> str:
        """The peer-review sheet as one HTML file."""
        from courseutils._brief.html import review_html

        return review_html(self)

    def save(self, folder=None, name: str = "brief") -> "Saved":
        """Write brief.html, brief.pdf and the review sheet into your workbook folder; returns their paths.

        Nothing is overwritten: the next version is brief-2. If nothing has changed, nothing is written again. Without
        a text or a map nothing is written. Raises BriefError if the folder cannot be written to, and for a name that is
        no text or that Windows keeps for itself.
        """
        from courseutils._brief.files import write_files

        place, stem = _folder(folder), _stem(name)
        if not self.ready:
            return Saved([], "Nothing was saved: the brief needs a text and a map first.")
        if marking():
            return Saved([], "Nothing was saved: this notebook is being marked.")
        contents = {".html": self.html().encode("utf-8"), ".pdf": self.pdf()}
        contents |= {"-review.html": self.review_html().encode("utf-8"), "-review.pdf": self.review_pdf()}
        try:
            paths = write_files(place, stem, contents)
        except OSError as error:
            raise BriefError(f"The brief could not be saved ({error.strerror or error}).") from error
        return Saved(paths, "Saved: " + ", ".join(path.name for path in paths) + f", in {paths[0].parent}.")

    def __repr__(self) -> str:
        head = f"{self.title or '(title missing)'}: {self.words} words, {len(self.references)} sources"
        return "\n".join([head, *(f"- {f.state}: {f.text}" for f in self.findings)])

    def _repr_html_(self) -> str:
        from courseutils._brief.html import preview_html

        return preview_html(self)


def _stamps(m) -> list[str]:
    """Whose lines a map follows and what that asserts and hides; of a pair both stamps."""
    from courseutils._atlas.conventions import with_partner

    if m is None:
        return []
    views = [half.viewpoint for half in with_partner(m)]
    stamps = list(dict.fromkeys(v.stamp for v in views))
    return stamps + ([views[0].asserts, views[0].hides] if len(stamps) == 1 else [])


def _listed(sources, text: str) -> list[Reference]:
    if not (is_blank(sources) or isinstance(sources, (str, list, tuple)) or hasattr(sources, "tolist")):
        raise BriefError(f'sources needs a list such as ["civil-geneva-2008-10-15"], but this is {shown(sources)}.')
    if not isinstance(sources, str) and not is_blank(sources):
        odd = [entry for entry in sources if not (isinstance(entry, str) or is_blank(entry))]
        if odd:
            raise BriefError(f"Every source is text in quotation marks; one entry is {shown(odd[0])}.")
    return references(sources, text)


class Saved(list):
    """The paths of the files that were written, with a sentence that says where they are."""

    def __init__(self, paths, message: str):
        super().__init__(paths)
        self.message = message

    def __repr__(self) -> str:
        return self.message
