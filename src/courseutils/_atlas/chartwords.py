"""The words of a chart: its series in a sentence, its numbers, days and ranges."""

import math


def sentence(table, x, labels, kind, unit) -> str:
    """All series of a chart in one sentence, with what is counted."""
    counted = f"Counted in {unit}: " if unit else ""
    if kind == "ranges":
        low, high = labels
        parts = [f"{said(name)} {span(a, b)}" for name, a, b in zip(table[x], table[low], table[high], strict=True)]
    else:
        parts = [f"{label}: {_course(table, x, column)}" for column, label in labels.items()]
    return f"{counted}{'; '.join(parts)}."


def _course(table, x, column) -> str:
    """All values of a short series; of a long one first, last, lowest and highest."""
    known = table[table[column].notna()]
    values = list(zip(known[column], map(said, known[x]), strict=True))
    if len(values) <= 6:
        return ", ".join(map(_at, values))
    low, high = min(values, key=lambda pair: pair[0]), max(values, key=lambda pair: pair[0])
    ends = "" if isinstance(known[x].iloc[0], str) else f"from {_at(values[0])} to {_at(values[-1])}, "
    return f"{ends}lowest {_at(low)}, highest {_at(high)}"


def _at(pair) -> str:
    value, where = pair
    return f"{number(value)} ({where})"


def span(low, high) -> str:
    """A range in words, one number where both ends agree, and what is missing said so."""
    if math.isnan(low) or math.isnan(high):
        return "not known"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def number(value) -> str:
    """A number as it stands in words and beside the marks: no idle decimals, commas from a thousand on."""
    return f"{value:,.1f}".removesuffix(".0")


def said(value) -> str:
    """A value of the axis in words: a day as 8 October 2008, a year without decimals."""
    from courseutils._atlas.table import in_words

    return in_words(value)
