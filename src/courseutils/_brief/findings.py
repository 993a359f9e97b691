"""What a program can say about a brief: what is missing, what is unmarked, what to ask. Standard library only."""

import re
from dataclasses import dataclass

from courseutils._brief.loaded import loaded_words
from courseutils._brief.references import Reference, number_of
from courseutils._brief.text import count_words, marks, own_words, quoted, sentences, without_marks

DONE, MEND, ASK = "done", "to mend", "ask yourself"
_NUMBER_WORDS = (
    r"(?<!the )(?<!these )(?<!those )(?<!of )\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|half|thirds?|quarters?|"
    r"per cent|percent)\b(?!-)"
)
_FIGURE = re.compile(rf"\d[\d.,]*(?:\s?%)?|{_NUMBER_WORDS}", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:sa(?:ys?|id)|told|tells?|wrote|writes?|stat(?:es|ed)|argu\w+|claim\w*|accus\w+|den(?:y|ies|ied)|blam\w+|"
    r"according to|h(?:eld|olds?) that|insist\w*|announc\w+|report(?:s|ed)|condemn\w*|called for|"
    r"estimat\w+|count(?:s|ed))\b",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:refus\w+|walked out|stay(?:ed|s) away|boycott\w*|collaps\w+|broke\w*|began|begun|started|caus(?:e|ed|es)|"
    r"because|violat\w+|attack\w*|shell(?:ed|ing)|burn\w*|fled|flee\w*|displac\w+|expel\w*|kill\w*|died|dead|deaths?|wounded|"
    r"recognis\w+|recogniz\w+|independen\w+|withdr\w+|guilty|responsib\w+)\b",
    re.IGNORECASE,
)

_NOT_KNOWN = re.compile(
    r"\b(?:not (?:been )?found(?! guilty)|not (?:yet )?known|none (?:was |were )?found|nobody knows|no source)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """One line of the checklist: ``state`` is "done", "to mend" or "ask yourself"."""

    state: str
    text: str


def why_a_source(sentence: str) -> str:
    """Why a sentence needs a citation mark, in a few words; empty when a program sees no reason.

    A question needs none, nor does a sentence without figures that says what was not found.

    >>> why_a_source("Talks opened on 15 October 2008.")
    'it has a figure or a date (15)'
    """
    bare = without_marks(sentence)
    if bare.rstrip().endswith("?"):
        return ""
    if figure := _FIGURE.search(bare):
        return f"it has a figure or a date ({figure[0].rstrip('.,')})"
    if any(bare[start:end].count(" ") > 1 for start, end in quoted(bare)):
        return "it quotes somebody"
    if _NOT_KNOWN.search(bare):
        return ""
    if saying := _SAYING.search(bare):
        return f'it tells what somebody says or counts ("{saying[0]}")'
    disputed = _DISPUTED.search(bare)
    return f'it speaks of something that may be disputed ("{disputed[0]}")' if disputed else ""


def unmarked(text: str) -> list[tuple[str, str]]:
    """Sentences that need a citation mark and have none, each with the reason."""
    return [(s, why) for s in sentences(text) if not marks(s) and (why := why_a_source(s))]


def short(sentence: str, most: int = 70) -> str:
    """The beginning of a sentence, cut between words."""
    if len(sentence) <= most:
        return sentence
    return sentence[:most].rsplit(" ", 1)[0] + " ..."


def missing_parts(parts: dict[str, object]) -> list[Finding]:
    """What the student has not filled in yet."""
    empty = [name for name, value in parts.items() if not value]
    if empty:
        return [Finding(MEND, f"Missing so far: {', '.join(empty)}.")]
    return [Finding(DONE, f"All parts are there: {', '.join(parts)}.")]


def on_length(text: str, limits: tuple[int, int]) -> list[Finding]:
    """Is the number of words within the limits? Says how they were counted."""
    if not text:
        return []
    words, (least, most) = count_words(text), limits
    how = "title, sources and marks such as [1] not counted; a number or a hyphenated word is one word"
    if words < least:
        return [Finding(MEND, f"{words} words; write at least {least} ({how}).")]
    if words > most:
        return [Finding(MEND, f"{words} words; cut to {most} at most ({how}). Which sentence can go?")]
    return [Finding(DONE, f"{words} words, within {least} to {most} ({how}).")]


def on_marks(text: str) -> list[Finding]:
    """Sentences without a mark, and quotation marks that are open."""
    if not text:
        return []
    bare = [
        Finding(MEND, f'No source is named for "{short(s)}": {why}. Put [1] or so in it.') for s, why in unmarked(text)
    ]
    if own_words(text).count('"') % 2:
        bare.append(Finding(MEND, "A quotation mark is opened and not closed, or closed and not opened."))
    fine = (
        "Every sentence with a figure, a date, a quotation or a disputed matter has a mark, as far as a program sees."
    )
    return bare or [Finding(DONE, fine)]


def on_sources(text: str, listed: list[Reference]) -> list[Finding]:
    """Marks without a source, sources without a mark, unknown ids, sources that nobody opened."""
    keys = list(dict.fromkeys(key for mark in marks(text) for key in mark.keys))
    used = {number_of(key, listed) for key in keys}
    found = [Finding(MEND, r.problem) for r in listed if r.problem]
    found += [Finding(MEND, _no_source(key, len(listed))) for key in keys if number_of(key, listed) is None]
    found += [_twice(r, listed) for r in listed if number_of(str(r.source_id), listed) not in (None, r.number)]
    idle = [r for r in listed if r.number not in used and text]
    found += [
        Finding(MEND, f"Source [{r.number}] ({short(r.source_id or r.text, 50)}) is listed and not used.") for r in idle
    ]
    if listed and text and not found:
        found.append(Finding(DONE, f"Every mark has its source, and all {len(listed)} sources are used."))
    return found + [Finding(ASK, _weak(r)) for r in listed if r.unread or r.source_id is None]


def _no_source(key: str, listed: int) -> str:
    if key.isdigit():
        return f"The mark [{key}] has no source: your list has {listed}."
    return f"The mark [{key}] has no source: put '{key}' into your list of sources."


def _twice(reference: Reference, listed: list[Reference]) -> Finding:
    first = number_of(str(reference.source_id), listed)
    return Finding(MEND, f"Sources [{first}] and [{reference.number}] are the same. Keep one.")


def _weak(reference: Reference) -> str:
    if reference.source_id is None:
        return f"Source [{reference.number}] is in your own words. Could a reader find it, or do it again?"
    return f"Source [{reference.number}] was not looked up for this kit. Is there a better one for that sentence?"


def on_words(title: str, text: str) -> list[Finding]:
    """Loaded words in the student's own voice, as questions."""
    ask = "Whose word is it? If a speaker's, name them or use quotation marks. In your own voice: "
    return [Finding(ASK, f'"{word}": {ask}{advice}.') for word, advice in loaded_words(f"{title}\n\n{text}")]


def on_title(title: str, text: str) -> list[Finding]:
    """Figures of the title that the text does not have."""
    if not text:
        return []
    have = {_bare(n) for n in re.findall(r"\d[\d.,]*", without_marks(text))}
    lost = [n for n in re.findall(r"\d[\d.,]*", title) if _bare(n) not in have]
    return [Finding(MEND, f"The title says {n.rstrip('.,')}, and the text does not.") for n in dict.fromkeys(lost)]


def _bare(number: str) -> str:
    return number.rstrip(".,").replace(",", "")
