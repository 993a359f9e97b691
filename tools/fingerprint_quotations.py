"""Write the SHA-256 of each quotation of the original article into data/article/fingerprints.json.

    python tools/fingerprint_quotations.py ORIGINAL.txt            write; then run describe_data.py
    python tools/fingerprint_quotations.py ORIGINAL.txt --check    change nothing, exit 1 if anything differs

The words are taken from the original's own quotation marks, not from article.json, so that the one can be held
against the other. They are normalised as in src/courseutils/_article/match.py; a comma or full stop before the
closing mark is left out. A quotation that is never closed ends with its paragraph. The ids q1, q2 ... follow the text.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from courseutils._article.match import digest, find_paragraphs, normalise  # noqa: E402

FINGERPRINTS = ROOT / "data" / "article" / "fingerprints.json"


def quotations(original: str, wanted: list[dict]) -> list[dict]:
    """Id, paragraph and hash of each quotation; raises ValueError when a paragraph is not the original's."""
    parts = find_paragraphs(original, wanted)
    if missing := [number for number, text in parts.items() if text is None]:
        raise ValueError(f"This is not the original: paragraphs {missing} do not match their fingerprints.")
    spoken = [(number, words) for number, text in sorted(parts.items()) for words in _quoted(text or "")]
    return [
        {"quotation_id": f"q{n}", "paragraph": number, "sha256": digest(words)}
        for n, (number, words) in enumerate(spoken, 1)
    ]


def _quoted(text: str) -> list[str]:
    return [match.rstrip(" .,") for match in re.findall(r'"([^"]*)(?:"|$)', normalise(text))]


def main() -> int:
    kept = json.loads(FINGERPRINTS.read_text(encoding="utf-8"))
    original = Path(sys.argv[1]).read_text(encoding="utf-8")
    found = quotations(original, kept["paragraphs"])
    if "--check" in sys.argv:
        return int(kept.get("quotations") != found)
    text = json.dumps({**kept, "quotations": found}, ensure_ascii=False, indent=2) + "\n"
    FINGERPRINTS.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
