"""The claims board: each statement of the article, who says what of it, and the kit's verdict on demand."""

from html import escape

from courseutils._claims.board import NOBODY
from courseutils._claims.vocabulary import CONFIDENCES, VERDICTS, claims
from courseutils._sides import GAPS, told
from courseutils.teach.site.markup import choice, filters, raw, sources

_TOP = """# Claims board

Every statement of the article that can be tried. Read the versions and the evidence, decide on a verdict, and only then
open ours. It is not the last word: argue with it.

"""


def page() -> str:
    """All claims by paragraph, with filters."""
    found = list(claims().values())
    paragraphs = [(str(n), f"paragraph {n}") for n in dict.fromkeys(row["paragraph"] for row in found)]
    kinds = [(kind, kind.replace("-", " ")) for kind in dict.fromkeys(row["type"] for row in found)]
    contested = choice("contested", "Contested", [("yes", "contested by a side"), ("no", "not contested")])
    chosen = filters("claims", choice("paragraph", "Paragraph", paragraphs), choice("kind", "Kind", kinds), contested)
    words = "".join(f"<dt>{word}</dt><dd>{escape(text)}</dd>" for word, text in VERDICTS.items())
    parts = [_TOP, raw(f'<details><summary>The six verdicts</summary><dl class="versions">{words}</dl></details>')]
    return "\n".join([*parts, raw(chosen), *map(_claim, found)])


def _claim(row: dict) -> str:
    name = row["claim_id"]
    contested = "yes" if row["contested"] else "no"
    speaker = "the article itself" if row["speaker"] == "article" else row["speaker"]
    data = f'data-paragraph="{row["paragraph"]}" data-kind="{row["type"]}" data-contested="{contested}"'
    html = (
        f'<section class="claim" data-item {data} aria-labelledby="{name}">'
        f'<h2 id="{name}">{name}. {escape(row["claim"])}</h2>'
        f"<p>Paragraph {row['paragraph']}. Who says it: {escape(speaker)}. Kind: {row['type'].replace('-', ' ')}.</p>"
        f"{_versions(row)}<p><strong>Evidence:</strong> {escape(row['evidence_summary'])}</p>{_verdict(row)}"
        f'<p class="note">Sources: {sources(row["source_ids"])}</p></section>'
    )
    return raw(html)


def _versions(row: dict) -> str:
    if not row["contested"]:
        return f"<p>{NOBODY}</p>"
    parts = (f"<dt>{side}</dt><dd>{_said(text)}</dd>" for side, text in told(row).items())
    return f'<dl class="versions">{"".join(parts)}</dl>'


def _said(text: str) -> str:
    return f"<em>{escape(text)}</em>: {escape(GAPS[text])}" if text in GAPS else escape(text)


def _verdict(row: dict) -> str:
    means = f"{VERDICTS[row['verdict']]} Confidence {row['confidence']} means: {CONFIDENCES[row['confidence']]}."
    return (
        f'<details class="verdict"><summary>Our verdict on {row["claim_id"]}</summary><p><strong>'
        f"{row['verdict'].replace('-', ' ')}</strong>, confidence {row['confidence']}. {escape(means)}</p></details>"
    )
