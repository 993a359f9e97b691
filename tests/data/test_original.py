"""No run of eight words of the original article stands in the kit, its spoken quotations and headline aside.

The runs are kept as hashes (original_runs.txt), so the test needs no copy of the article; where a copy is
at hand, it also holds the hashes against it.
"""

import hashlib
import json
import os
import re
from pathlib import Path

from kitfiles import kit_files

ROOT = Path(__file__).resolve().parents[2]
RUNS = Path(__file__).with_name("original_runs.txt")
WORDS = 8
TEXTS = (".py", ".md", ".toml", ".csv", ".json", ".ipynb", ".cff", ".yml", ".js")


def runs(text: str) -> set[str]:
    """Hashes of every run of eight words of a text."""
    words = re.findall(r"\w+", text.casefold())
    windows = (" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
    return {hashlib.sha256(window.encode("utf-8")).hexdigest()[:16] for window in windows}


def allowed() -> set[str]:
    """Runs inside the spoken quotations, and the headline as the title of a source."""
    article = json.loads((ROOT / "data" / "article" / "article.json").read_text(encoding="utf-8"))
    quotations = [q["text"] for q in article["quotations"]]
    listed = (ROOT / "data" / "sources.csv").read_text(encoding="utf-8")
    title = next(line for line in listed.splitlines() if line.startswith("article-2008-10-15,"))
    return set().union(runs(title), *map(runs, quotations))


def test_no_sentence_of_the_original_is_in_the_kit():
    forbidden = set(RUNS.read_text(encoding="utf-8").split()) - allowed()
    assert len(forbidden) > 250
    files = [p for p in kit_files() if p.name.endswith(TEXTS)]
    found = [p.name for p in files if runs(p.read_text(encoding="utf-8")) & forbidden]
    assert found == []


def originals() -> list[Path]:
    """Copies of the original article that are at hand on this machine."""
    named = [Path(os.environ["COURSE_ORIGINAL"])] if "COURSE_ORIGINAL" in os.environ else []
    return named + sorted((ROOT.parent / "shared" / "article").glob("*.txt"))


def test_the_hashes_are_those_of_the_original():
    kept = set(RUNS.read_text(encoding="utf-8").split())
    assert len(kept) > 300 and all(re.fullmatch("[0-9a-f]{16}", line) for line in kept)
    assert [path.name for path in originals() if not kept <= runs(path.read_text(encoding="utf-8"))] == []
