"""Take the user's own copy of the article, recognise its paragraphs, and store it in the workbook.

Rule: only the whole article is stored, headline and all paragraphs, in one step. From a part nothing is
stored; the report says which paragraphs are missing.
"""

import codecs
import email
import html
import os
import re
import tempfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from courseutils._article.match import find_paragraphs
from courseutils._data import workbook_dir

LARGEST = 1_000_000  # bytes; the article has about 3,000, a saved page with its menus some 100,000
_OTHER_FORMATS = {b"%PDF": "a PDF", b"PK\x03\x04": "a Word or zip file", b"{\\rtf": "an RTF file"}
_SAVE_AS_TEXT = "Open it, select all, copy, paste into a plain text file, and give that file."


class Refused(Exception):
    """The file cannot be the article; the message is a sentence for the user."""


@dataclass(frozen=True)
class AddReport:
    """What came of an attempt: ``ok``; ``lines()`` has a sentence for each paragraph and for the outcome."""

    ok: bool
    outcome: str
    found: dict[int, bool]

    def lines(self) -> list[str]:
        return [*(_line(number, there) for number, there in self.found.items()), self.outcome]


def _line(number: int, there: bool) -> str:
    label = "Headline" if number == 0 else f"Paragraph {number}"
    return f"{label}: {'matches.' if there else 'not found as printed.'}"


def add_original(path, workbook: Path | None = None, wanted: list[dict] | None = None) -> AddReport:
    """Store the original from ``path`` (text or a saved web page) as ``original.txt`` in the workbook.

    ``wanted`` are the fingerprints to recognise, the article's unless given. Nothing is stored unless every
    paragraph is there, and no other file is ever overwritten. Raises nothing: see ``ok`` and ``lines()``.

    >>> add_original("no-such-file.txt").lines()
    ["There is no file 'no-such-file.txt'. Check its name and folder, and run the command again."]
    """
    from courseutils.article import ORIGINAL, fingerprints

    target = (workbook or workbook_dir()) / ORIGINAL
    wanted = fingerprints() if wanted is None else wanted
    found: dict[int, str | None] = {}
    try:
        found = find_paragraphs(read_text(Path(path)), wanted)
        ok, outcome = True, _store(target, _complete(found), wanted)
    except Refused as refusal:
        ok, outcome = False, str(refusal)
    except OSError as error:
        ok, outcome = False, f"The article could not be stored in {target.parent} ({error.strerror})."
    matches = {number: text is not None for number, text in found.items()}
    return AddReport(ok, outcome, matches if any(matches.values()) else {})


def _complete(found: dict[int, str | None]) -> str:
    missing = ["the headline" if n == 0 else f"paragraph {n}" for n, text in found.items() if text is None]
    if len(missing) == len(found):
        raise Refused("No paragraph of the article was found in this file: it seems to be another text.")
    if missing:
        raise Refused(
            f"Nothing was stored, because {len(missing)} of {len(found)} parts are missing or worded "
            f"differently: {', '.join(missing)}. Copy the whole article, with its headline, and try again."
        )
    return "\n\n".join(str(text) for text in found.values()) + "\n"


def _store(target: Path, text: str, wanted: list[dict]) -> str:
    if target.exists() or target.is_symlink():
        return _keep(target, wanted)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".original-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return f"The original is stored in {target}. The notebooks show it from now on."


def _keep(target: Path, wanted: list[dict]) -> str:
    """A sentence if ``target`` already holds the article; Refused if it holds anything else."""
    try:
        if all(find_paragraphs(read_text(target), wanted).values()):
            return f"The original is already stored in {target}; nothing was changed."
    except Refused:
        pass
    raise Refused(f"{target} holds something else and is not overwritten. Move it away and try again.")


def read_text(path: Path) -> str:
    """The text of a file: plain text, or a page saved from a browser. Raises Refused with a reason."""
    content = _content(path)
    for start, kind in _OTHER_FORMATS.items():
        if content.startswith(start):
            raise Refused(f"{path.name} is {kind}, not a text or a saved web page. {_SAVE_AS_TEXT}")
    try:
        return _plain_text(content, path.name)
    except (ValueError, RecursionError) as error:  # numbers of 5,000 digits, or a thousand pages one in another
        raise Refused(f"{path.name} is damaged and cannot be read as a page. {_SAVE_AS_TEXT}") from error


def _plain_text(content: bytes, name: str) -> str:
    if re.match(rb"From: .*?MIME-Version:", content[:2000], re.DOTALL):
        content = _page_in_archive(content)
    text = decode(content, name)
    if not text.strip():
        raise Refused(f"{name} is empty.")
    return strip_html(text) if re.search(r"<(!doctype|html|body|p|div)\b", text, re.IGNORECASE) else text


def _content(path: Path) -> bytes:
    shown = repr(str(path))
    try:
        if path.is_dir():
            raise Refused(f"{shown} is a folder. Give the file with the article itself.")
        if not path.exists():
            raise Refused(f"There is no file {shown}. Check its name and folder, and run the command again.")
        if not path.is_file():
            raise Refused(f"{shown} is not an ordinary file. Give a text file or a saved web page.")
        if path.stat().st_size > LARGEST:
            raise Refused(f"{shown} is larger than 1 MB, so it cannot be the article alone. {_SAVE_AS_TEXT}")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"The file {shown} cannot be read ({why}).") from error


def _page_in_archive(content: bytes) -> bytes:
    """The web page inside a single-file page (.mhtml), as some browsers save it."""
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return page if isinstance(page, bytes) else content
    return content


def decode(content: bytes, name: str = "The file") -> str:
    """Text of UTF-8, UTF-16 or Windows-1252 bytes, with or without a byte order mark; else raises Refused.

    >>> decode("patience\u2019s".encode("cp1252")) == "patience\u2019s"
    True
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        return _utf16_without_mark(content, name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = content.decode("cp1252", "replace")
    if sum(not letter.isprintable() and not letter.isspace() for letter in text) > len(text) / 100:
        raise Refused(f"{name} is not a text file. {_SAVE_AS_TEXT}")
    return text


def _utf16_without_mark(content: bytes, name: str) -> str:
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) > 0.8 * len(content) / 2 and min(even, odd) == 0:
        return content.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    raise Refused(f"{name} is not a text file. {_SAVE_AS_TEXT}")


class _Page(HTMLParser):
    """The visible text of a page; blocks end with a blank so that words of two blocks stay apart."""

    _HIDDEN = ("script", "style", "noscript", "template", "svg")
    _INLINE = ("a", "abbr", "b", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "u", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs) -> None:
        self.hidden += tag in self._HIDDEN
        self.parts.append("" if tag in self._INLINE else "\n")

    def handle_endtag(self, tag) -> None:
        self.hidden = max(0, self.hidden - (tag in self._HIDDEN))
        self.parts.append("" if tag in self._INLINE else "\n")

    def handle_data(self, data) -> None:
        if not self.hidden:
            self.parts.append(data)


def strip_html(page: str) -> str:
    """The visible text of an HTML page.

    >>> strip_html("<p>We need <em>some</em> patience&hellip;</p><script>x</script>").strip()
    'We need some patience…'
    """
    parser = _Page()
    # Some Pythons give up at a marked section that they do not know; as a comment it is passed over.
    parser.feed(re.sub(r"<!\[+", "<!", page))
    # Not close(): over a megabyte of tags without an end it takes hours. What follows the first of them is bare text.
    rest = "" if parser.hidden else html.unescape(re.sub("<[^<>]*>?", "\n", parser.rawdata))
    return "".join([*parser.parts, rest])
