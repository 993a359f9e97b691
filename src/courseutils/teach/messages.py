"""The translators' files, ``languages/CODE.po``: fill in what the kit says, compile, count what is open.

The English text is the key. It is found in the code (``tr``, ``tell``, ``marked`` and ``plural``), in the sentences of
the checks and in the files of the exercises.
"""

import ast
import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from courseutils import _translate, exercises
from courseutils._data import DataError
from courseutils._files import read_text
from courseutils._sentences import SENTENCES

PACKAGE = Path(__file__).resolve().parents[1]
CALLS = {"tr": None, "tell": None, "marked": None, "plural": (1, 2)}
FIELDS = ("title", "right", "not_yet", "hints", "question", "text", "reply")
INSTRUCTORS = {"teach", "_bundled"}
BLANK = re.compile(r"\{(\w*)\}")
CODE = re.compile(r"[a-z]{2,3}")


def folder() -> Path:
    """Where the files of all languages are."""
    return _translate.FOLDER


def codes() -> list[str]:
    """The languages that a translator has begun."""
    return sorted(path.stem for path in folder().glob("*.po"))


def wanted() -> Any:
    """Every text that can be translated, in order, as a Babel catalogue: what checks say, then lesson after lesson."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog()
    catalogue.add("English", auto_comments=["Name of your language, in your language"])
    for text, place, comment in [*_in_code(), *_in_sentences(), *_in_exercises()]:
        catalogue.add(text, locations=[(place, 0)], auto_comments=[comment] if comment else [])
    return catalogue


def _in_code() -> Iterator[tuple]:
    from babel.messages.extract import extract_from_file

    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not INSTRUCTORS & set(path.relative_to(PACKAGE).parts):
            for _, text, _, _ in extract_from_file("python", path, CALLS):
                yield text, place, ""


def _in_sentences() -> Iterator[tuple]:
    yield from ((text, "_sentences.py", "") for text in SENTENCES.values())


def _in_exercises() -> Iterator[tuple]:
    for number in exercises.lessons():
        definition = exercises.definition(number)
        for row in [*definition.get("exercise", []), *definition.get("quiz", [])]:
            for part in (row, *row.get("wrong", []), *row.get("option", [])):
                yield from ((text, f"lesson_{number}.toml", row["id"]) for text in _texts(part))


def _texts(part: dict) -> Iterator[str]:
    for field in FIELDS:
        said = part.get(field)
        texts = said if isinstance(said, list) else [said]
        yield from (text for text in texts if isinstance(text, str) and text and not _is_code(text))


def _is_code(text: str) -> bool:
    """The last hint may be a line of code with a blank."""
    try:
        return bool(ast.parse(text.replace("____", "_"))) and "____" in text
    except SyntaxError:
        return False


def _read(path: Path) -> Any:
    """The catalogue of a file; raises DataError with the line that is none, for a text left out would be lost."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(io.StringIO(read_text(path)), locale=path.stem, abort_invalid=True)
    except PoFileError as error:
        raise DataError(_NO_LINE.format(path.name, error.lineno + 1, error.line[:60])) from error
    catalogue.charset = "utf-8"  # whatever its head says: the file was read so, and is written so
    return catalogue


_NO_LINE = "{}, line {}: {!r} is neither a comment nor a text in quotation marks after msgid or msgstr. Mend it there."


def refresh(code: str) -> str:
    """Bring one language's file up to what the kit says now, keep every translation; returns the new text of the file.

    A language that is not there yet begins as a draft with nothing translated. Text that changed a little keeps its
    translation with the mark ``fuzzy``; what the kit no longer says moves to the end.
    """
    from babel.messages.pofile import write_po

    path = folder() / f"{code}.po"
    catalogue = _read(path) if path.is_file() else _begun(code)
    catalogue.update(wanted(), update_creation_date=False)
    out = io.BytesIO()
    write_po(out, catalogue, include_lineno=False, width=100)
    return _NOT_OURS.sub("", out.getvalue().decode("utf-8"))


# Lines that would change from one run to the next, or hold nothing.
_NOT_OURS = re.compile(r'(?m)^"(?:Generated-By: |PO-Revision-Date: |POT-Creation-Date: |.*EMAIL@ADDRESS|.*LL@li).*\n')


def _begun(code: str) -> Any:
    from babel.messages.catalog import Catalog

    head = f"# {code}: replies, hints and quizzes of the course. DRAFT, not yet proofread by a native speaker.\n"
    head += "# When one has read it, take the line with fuzzy under these lines away."
    return Catalog(locale=code, header_comment=head, fuzzy=True, project="Georgia 2008", version="1", charset="utf-8")


def compiled(code: str) -> bytes:
    """What Python's gettext reads: finished translations only, in the order of their bytes, the same every time."""
    catalogue = _read(folder() / f"{code}.po")
    plural = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    head = f"Language: {code}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {plural}\n"
    texts = {"": head} | {_joined(m.id): _joined(m.string) for m in _finished(catalogue)}
    if catalogue.fuzzy:
        texts[_translate.IS_DRAFT] = texts.get(_translate.DRAFT, _translate.DRAFT)
    return _packed(sorted((key.encode("utf-8"), text.encode("utf-8")) for key, text in texts.items()))


def _finished(catalogue) -> Iterator[Any]:
    said = (message for message in catalogue if message.id and not message.fuzzy)
    yield from (m for m in said if all([m.string] if isinstance(m.string, str) else m.string))


def _joined(text) -> str:
    return text if isinstance(text, str) else "\0".join(text)


def _packed(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """The file format of GNU gettext: a head, two tables of lengths and places, then all texts."""
    keys, texts = b"".join(k + b"\0" for k, _ in pairs), b"".join(t + b"\0" for _, t in pairs)
    start, tables = 28 + 16 * len(pairs), [b"", b""]
    places = [start, start + len(keys)]
    for pair in pairs:
        for which, text in enumerate(pair):
            tables[which] += struct.pack("<II", len(text), places[which])
            places[which] += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + keys + texts


def problems(code: str) -> list[str]:
    """Sentences about translations that would fail when they are said: their blanks are not those of the English."""
    found = []
    for message in _finished(_read(folder() / f"{code}.po")):
        english = [message.id] if isinstance(message.id, str) else message.id
        said = [message.string] if isinstance(message.string, str) else message.string
        blanks = {frozenset(BLANK.findall(text)) for text in english}
        if not {frozenset(BLANK.findall(text)) for text in said} <= blanks:
            found.append(_BLANKS.format(code, english[0], " ".join(f"{{{b}}}" for b in sorted(min(blanks))) or "none"))
    return found


_BLANKS = "languages/{0}.po: the translation of {1!r} must have the same blanks in braces as the English: {2}."


def counts(chosen: list[str] | None = None) -> list[str]:
    """How much of what the kit says now is translated: a sentence for each language, or for those chosen."""
    said = {_joined(message.id) for message in wanted() if message.id}
    return [_count(code, said) for code in (codes() if chosen is None else chosen)]


def _count(code: str, said: set[str]) -> str:
    catalogue = _read(folder() / f"{code}.po")
    done = len(said & {_joined(message.id) for message in _finished(catalogue)})
    draft = "a draft" if catalogue.fuzzy else "proofread"
    return f"{code} ({draft}): {done} of {len(said)} texts are translated, {len(said) - done} are said in English."


def stale() -> list[str]:
    """Languages whose compiled file is not what their translations give, or has none."""
    made = {path.stem for path in folder().glob("*.mo")}
    old = [code for code in codes() if code not in made or (folder() / f"{code}.mo").read_bytes() != compiled(code)]
    return sorted({*old, *(made - set(codes()))})


def write() -> list[str]:
    """Compile every language whose compiled file is out of date; returns their codes."""
    changed = [code for code in stale() if code in codes()]
    for code in changed:
        (folder() / f"{code}.mo").write_bytes(compiled(code))
    _translate._catalogue.cache_clear()
    return changed


def run(code: str) -> int:
    """The command ``course build --messages [CODE]``: bring translators' files up to date, say what is open."""
    if code != "all" and not CODE.fullmatch(code):
        print(f"{code!r} is no code of a language. Write two or three small letters, such as de or kat.")
        return 1
    chosen = codes() if code == "all" else [code]
    for one in chosen:
        text, path = refresh(one), folder() / f"{one}.po"
        if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    print("\n".join(counts(chosen)))
    return 0
