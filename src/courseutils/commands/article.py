"""`course.py article add FILE`: check a file against the article's fingerprints and keep it."""

from pathlib import Path


def add(file: Path) -> int:
    """Report per paragraph; exit code 0 only when the whole article was recognised and kept."""
    from courseutils._article.add import add_original

    report = add_original(file)
    print("\n".join(report.lines()))
    return 0 if report.ok else 1
