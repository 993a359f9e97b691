"""Quoted words: those of the article by their hashes, all others word for word from data, or declared."""

import json
import re
from collections.abc import Iterator
from functools import cache

from courseutils import _data
from courseutils._article.match import digest, key, normalise
from courseutils.teach.content.texts import Paragraph

FEWEST_WORDS = 3
_QUOTED = re.compile(
    r"\"([^\"]{1,400}?)\"|\u201c([^\u201d]{1,400}?)\u201d|(?<![\w\u2019'])'(?=\w)([^'\"]{2,300}?)(?<=[\w.?!,])'(?!\w)"
)
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")


def quoted(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the words between quotation marks, if they are three or more."""
    for match in _QUOTED.finditer(text):
        group = next(n for n in (1, 2, 3) if match[n] is not None)
        if len(re.findall(r"\w+", match[group])) >= FEWEST_WORDS:
            yield match.span(group)


def article_quotations() -> list[dict]:
    """The spoken words of the article, as the kit keeps them."""
    return json.loads(_data.read_bytes("article"))["quotations"]


def fingerprints() -> dict[str, str]:
    """SHA-256 of each quotation as it stands in the original, by its id."""
    return {q["quotation_id"]: q["sha256"] for q in json.loads(_data.read_bytes("article_fingerprints"))["quotations"]}


def article_problems() -> list[str]:
    """Sentences about kept quotations that are not those of the original."""
    kept, original = {q["quotation_id"]: q["text"] for q in article_quotations()}, fingerprints()
    wrong = [name for name in kept if name in original and digest(kept[name]) != original[name]]
    found = [_ALTERED.format(name, kept[name]) for name in wrong]
    found += [f"article.json: quotation {name} has no SHA-256 in fingerprints.json." for name in kept.keys() - original]
    return found + [f"fingerprints.json: quotation {name} is not in article.json." for name in original.keys() - kept]


_ALTERED = "article.json: quotation {0} ({1!r}) does not match the SHA-256 of the original's words."


@cache
def _spoken() -> tuple[str, ...]:
    """Keys of the quotations whose hash is the original's."""
    original = fingerprints()
    return tuple(key(q["text"]) for q in article_quotations() if digest(q["text"]) == original.get(q["quotation_id"]))


def is_spoken(words: str) -> bool:
    """Whether the words are a quotation of the article, or a part of one, word for word."""
    wanted = _bare(words)
    return bool(wanted) and any(wanted in kept for kept in _spoken())


def _bare(words: str) -> str:
    """Words as compared: a closing comma or full stop belongs to the sentence round them."""
    return key(words.strip(" .,;:?!"))


@cache
def _data_text() -> str:
    """Every text cell of every table, as one string in which any quoted words can be looked for."""
    cells: list[str] = []
    for resource in _data.package()["resources"]:
        if resource["path"].endswith(".csv"):
            cells += [str(v) for row in _data.rows(resource["name"]) for v in row.values() if isinstance(v, str)]
    return "\n".join(normalise(cell).casefold() for cell in cells)


def in_data(words: str) -> bool:
    """Whether the words stand in a cell of a table, word for word."""
    wanted = normalise(words).casefold().strip(" .,;:?!")
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", _data_text())) if wanted in _data_text() else False


@cache
def _is_known(words: str) -> bool:
    return is_spoken(words) or in_data(words)


def known_spans(text: str) -> list[tuple[int, int]]:
    """Quoted spans that the article or the data hold word for word."""
    return [(a, b) for a, b in quoted(text) if _is_known(text[a:b])]


def sentence_round(text: str, start: int, end: int) -> str:
    """The sentence in which a span stands."""
    begins = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return text[begins[-1] if begins else 0 : after.end() if after else len(text)]


def problems(paragraphs, declared, name: str) -> list[str]:
    """Sentences about quoted words that nobody is known to have said; ``declared`` are rows of a table of figures."""
    return [s for paragraph in paragraphs for s in _paragraph_problems(paragraph, declared, name)]


def _paragraph_problems(paragraph: Paragraph, declared, name: str) -> Iterator[str]:
    text = paragraph.text
    for start, end in quoted(text):
        words = text[start:end]
        rows = [row for row in declared if any(a <= start and end <= b + 1 for a, b in row.spans(text))]
        of_article = re.search(r"\barticle\b", sentence_round(text, start, end), re.IGNORECASE)
        if is_spoken(words) or (rows and (not of_article or _own(rows))) or (not of_article and in_data(words)):
            continue
        yield (_NOT_SPOKEN if of_article else _UNKNOWN).format(words, paragraph.place, name)


def _own(rows) -> bool:
    return any(row.rests_on == ("lesson",) for row in rows)


_NOT_SPOKEN = (
    "The words {0!r} stand in quotation marks as the article's, and are none of its spoken words ({1}). "
    "Quote it word for word, or drop the quotation marks; if it is an example of the kit's own, say so in {2}."
)
_UNKNOWN = (
    "The words {0!r} stand in quotation marks and in no table ({1}). Quote a table word for word, "
    "or give them a row in {2}: the source, or lesson and a note."
)
