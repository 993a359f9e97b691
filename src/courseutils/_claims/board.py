"""The claims board: each claim with its versions side by side, the evidence, and verdicts once the reader gave one."""

from dataclasses import dataclass
from html import escape
from textwrap import fill

from courseutils._claims.ratings import Entry
from courseutils._claims.vocabulary import CONFIDENCES, VERDICTS
from courseutils._sides import GAPS, told

NOBODY = "No side disputes it, as far as was found; so there are no versions to set side by side."
CELL = "text-align:left;vertical-align:top;border:1px solid;padding:.3em .5em;white-space:normal"
WIDE = 'style="overflow-x:auto" tabindex="0" role="region"'


@dataclass(frozen=True)
class Board:
    """Claims on trial; a notebook shows headings and tables, elsewhere it is plain text."""

    claims: tuple[dict, ...]
    ratings: dict[str, Entry]

    def __repr__(self) -> str:
        return "\n\n".join(_text(row, self.ratings.get(row["claim_id"])) for row in self.claims)

    def _repr_html_(self) -> str:
        parts = [_article(row, self.ratings.get(row["claim_id"])) for row in self.claims]
        return f'<div style="max-width:70em">{"".join(parts)}</div>'


def _who(row: dict) -> str:
    speaker = "the article itself" if row["speaker"] == "article" else row["speaker"]
    return f"Paragraph {row['paragraph']}; who says it: {speaker}; kind: {row['type'].replace('-', ' ')}"


def _versions(row: dict) -> list[tuple[str, str]]:
    return [(side, _gap(text)) for side, text in told(row).items()] if row["contested"] else []


def _gap(text: str) -> str:
    """A version; a gap is spelled out, for the two kinds of gap say different things."""
    return f"{text} ({GAPS[text]})" if text in GAPS else text


def _verdicts(row: dict, mine: Entry | None) -> list[str]:
    """What may be shown: the reader's verdict and then ours, or how to give one."""
    name = row["claim_id"]
    if mine is None:
        call = f'rate("{name}", "...", confidence="...")'
        return [f"Our verdict is shown when you have given yours: {call}. The words: {', '.join(VERDICTS)}."]
    same = " The same as yours." if mine.verdict == row["verdict"] else ""
    return [
        f"Your verdict: {mine.verdict}, confidence {mine.confidence}." + (f" Why: {mine.why}" if mine.why else ""),
        f"Our verdict: {row['verdict']}, confidence {row['confidence']}.{same} {VERDICTS[row['verdict']]}"
        f" Confidence {row['confidence']} means: {CONFIDENCES[row['confidence']]}. Not the last word: argue with it.",
    ]


def _text(row: dict, mine: Entry | None) -> str:
    versions = [f"{side}: {text}" for side, text in _versions(row)] or [NOBODY]
    evidence = f"Evidence: {row['evidence_summary']}"
    lines = [f"{row['claim_id']}. {row['claim']}", f"({_who(row)})", *versions, evidence, *_verdicts(row, mine)]
    return "\n".join(fill(line, 100, subsequent_indent="    ") for line in lines)


def _article(row: dict, mine: Entry | None) -> str:
    name = row["claim_id"]
    verdicts = "".join(f'<p style="margin:.3em 0">{_bold(line)}</p>' for line in _verdicts(row, mine))
    return (
        f'<section aria-label="Claim {name}" style="border:1px solid;border-left:6px solid;padding:.4em 1em;'
        f'margin:0 0 1em"><h4 style="margin:.3em 0">{name}. {escape(row["claim"])}</h4>'
        f'<p style="margin:.2em 0">{escape(_who(row))}.</p>{_table(row)}'
        f'<p style="margin:.5em 0">{_bold("Evidence: " + row["evidence_summary"])}</p>'
        f"<div>{verdicts}</div>{_sources(row)}</section>"
    )


def _bold(line: str) -> str:
    head, _, rest = line.partition(":")
    return f"<strong>{escape(head)}:</strong>{escape(rest)}"


def _table(row: dict) -> str:
    if not (versions := _versions(row)):
        return f'<p style="margin:.5em 0">{NOBODY}</p>'
    *sides, (others, found) = versions  # what others found is longer than what a side says: a row of its own
    head = "".join(f'<th scope="col" style="{CELL};width:25%">{side}</th>' for side, _ in sides)
    body = "".join(f'<td style="{CELL}">{escape(text)}</td>' for _, text in sides)
    last = f'<th scope="row" style="{CELL}">{others}</th><td colspan="3" style="{CELL}">{escape(found)}</td>'
    label = f"Versions of claim {row['claim_id']}"
    return (
        f'<div {WIDE} aria-label="{label}"><table style="border-collapse:collapse;width:100%;min-width:44em;'
        f'table-layout:fixed;margin:.4em 0"><caption style="text-align:left">{label}: who says what</caption>'
        f"<thead><tr>{head}</tr></thead><tbody><tr>{body}</tr><tr>{last}</tr></tbody></table></div>"
    )


def _sources(row: dict) -> str:
    from courseutils.sources import cite

    ids = row["source_ids"].split(";")
    items = "".join(f'<li style="overflow-wrap:anywhere">{escape(cite(source))}</li>' for source in ids)
    return f"<details><summary>Sources of {row['claim_id']} ({len(ids)})</summary><ul>{items}</ul></details>"
