"""Refresh SHA-256 and size of every resource in data/datapackage.json.

    python tools/describe_data.py            refresh, fail on a file without an entry
    python tools/describe_data.py --check    change nothing, exit 1 if anything is out of date

Titles, columns, units, licences and sources are written by hand in datapackage.json itself.
"""

import hashlib
import json
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
NOT_DESCRIBED = {"datapackage.json", "README.md"}


def described(text: str) -> str:
    """The descriptor with fresh hashes and sizes; raises ValueError when a file is not described."""
    package = json.loads(text)
    entries = {entry["path"]: entry for entry in package["resources"]}
    files = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()} - NOT_DESCRIBED
    if problems := sorted(files ^ set(entries)):
        raise ValueError(f"Described but absent, or present but not described: {', '.join(problems)}")
    for path, entry in entries.items():
        content = (DATA / path).read_bytes()
        entry["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
        entry["bytes"] = len(content)
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    path = DATA / "datapackage.json"
    old = path.read_text(encoding="utf-8")
    new = described(old)
    if "--check" in sys.argv:
        return int(old != new)
    path.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
