"""How hard the prose of the book is to read: for each page the grade of Flesch and Kincaid, sentences and long words.

    python tools/bench/reading_level.py BOOK [GRADE]

BOOK is a folder that `course.py site` made. The grade is the years of school in the United States that a text asks for:
11 is a reader of 16 to 17. Only running prose counts: no code, tables, quotations, lists of sources or forms. Then the
paragraphs harder than GRADE (13) are printed, the hardest first. Syllables are guessed from letters, so a grade is good
to about one year; names and words of art (Tskhinvali, ellipsoid) raise it, and no text about them can avoid them.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

LEFT_OUT = {
    "script",
    "style",
    "pre",
    "table",
    "code",
    "form",
    "details",
    "fieldset",
    "nav",
    "aside",
    "footer",
    "figure",
}
LEFT_OUT_CLASSES = {"note", "sources", "take", "so-far", "map-alone", "events", "claim", "unseen", "filters", "card"}
VOID = {"br", "img", "input", "meta", "link", "hr", "source", "wbr"}
QUOTED = re.compile(r"[“\"][^”\"]{20,}[”\"]")
SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[\"“(]?[A-Z0-9])")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
LONG = 3  # syllables from which a word counts as long


class Prose(HTMLParser):
    """The paragraphs and items of a page's article; parts that are no prose are left out."""

    def __init__(self, html: str):
        super().__init__()
        self.paragraphs: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        named = dict(attrs)
        out = tag in LEFT_OUT or bool(LEFT_OUT_CLASSES & set((named.get("class") or "").split()))
        inside = self.open[-1] if self.open else ("", True)
        shown = named.get("id") == "furo-main-content" or not inside[1]
        self.open.append((tag, out or not shown))
        if tag in ("p", "li") and not self.open[-1][1]:
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        while any(tag == name for name, _ in self.open) and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        names = [name for name, _ in self.open]
        if self.open and not self.open[-1][1] and ("p" in names or "li" in names) and self.paragraphs:
            self.paragraphs[-1] += data


def prose(html: str) -> list[str]:
    """The paragraphs of a page that have at least one sentence, without what is quoted; a citation is no prose."""
    found = (re.sub(r"\s+", " ", QUOTED.sub("", text)).strip() for text in Prose(html).paragraphs)
    return [text for text in found if len(WORD.findall(text)) >= 8 and "://" not in text]


# Two vowels that are spoken apart, and the ending of kilometres.
APART = re.compile(r"(?<![cstg])ia|io(?!n)|iu|ean?$|ua(?!l)|[aeouy]ing$|eat(?=ed|or|ion)|[^aeiou]res?$")
SILENT = re.compile(r"(?<![aeiouy])(?:es|ed|e)$")
SPOKEN = re.compile(r"(?:[sxzcg]es|[cs]hes|[td]ed|le)$")


def syllables(word: str) -> int:
    """Syllables by rule: groups of vowels, without a silent e at the end, and those spoken apart.

    >>> [syllables(word) for word in ("zone", "places", "declared", "kilometres", "Abkhazia", "European")]
    [1, 2, 2, 4, 4, 4]
    """
    whole = re.sub(r"[^a-z]", "", word.lower())
    bare = whole if SPOKEN.search(whole) else SILENT.sub("", whole)
    return max(1, len(re.findall(r"[aeiouy]+", bare)) + len(APART.findall(whole)))


def measured(paragraphs: list[str]) -> dict[str, float]:
    """Grade, words a sentence and per cent of long words; a colon or semicolon before a capital ends a sentence."""
    text = " ".join(paragraphs)
    sentences = [s for p in paragraphs for s in SENTENCE.split(p) if WORD.search(s)]
    counts = [syllables(word) for word in WORD.findall(text)]
    words, long = max(1, len(counts)), sum(n >= LONG for n in counts)
    each = words / max(1, len(sentences))
    grade = 0.39 * each + 11.8 * sum(counts) / words - 15.59
    return {"words": words, "grade": grade, "each": each, "long": 100 * long / words}


def main(book: Path, limit: float) -> None:
    """Print a line for each page, one for all of them, then the hardest paragraphs."""
    pages = {path.stem: prose(path.read_text(encoding="utf-8")) for path in sorted(book.glob("*.html"))}
    pages = {name: found for name, found in pages.items() if found}
    print(f"{'page':<16}{'words':>7}{'grade':>7}{'words/sentence':>16}{'long words %':>14}")
    everything = [text for found in pages.values() for text in found]
    for name, texts in [*pages.items(), ("all", everything)]:
        m = measured(texts)
        print(f"{name:<16}{m['words']:>7.0f}{m['grade']:>7.1f}{m['each']:>16.1f}{m['long']:>14.1f}")
    hard = [(measured([text])["grade"], name, text) for name, found in pages.items() for text in found]
    hard = sorted((row for row in hard if row[0] > limit and len(row[2].split()) >= 15), reverse=True)
    print(f"\n{len(hard)} paragraphs are harder than grade {limit:g}:")
    for grade, name, text in hard:
        print(f"{grade:5.1f}  {name}: {text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 13)
