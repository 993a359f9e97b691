"""A chart that says its numbers three times: as a picture, in words, and as a table.

>>> from courseutils import votes
>>> from courseutils.charts import chart
>>> tallies = votes()  # doctest: +ELLIPSIS
Checked to ... 2026; later changes are not in the data.
>>> figure = chart(tallies, "year", ["yes", "no"], "Votes for and against", source="table un_votes")
>>> figure.alt.startswith("Line chart. Votes for and against.")
True
"""

from courseutils._atlas.chartwords import said, sentence
from courseutils._data import Plain, nearest

KINDS = {
    "lines": "Line chart",
    "bars": "Bar chart",
    "stacked bars": "Stacked bar chart",
    "ranges": "Chart of ranges",
}
MOST_COLUMNS = 4  # as many as stay distinct in grey, by marker, dashes or hatching
MOST_BARS = 40


class ChartError(Plain, ValueError):
    """The table, a column, the kind or the source of a chart is missing or does not fit."""


def chart(table, x, columns, title, kind="lines", *, source, unit="", width=9.0):
    """Draw columns of a table as a chart; a notebook shows picture, sentence and table.

    ``table``: a DataFrame. ``x``: the column along the axis (years, dates or names), or the name of the
    index. ``columns``: one to four columns of numbers, or a dictionary from column to the label to show.
    ``kind``: "lines", "bars", "stacked bars", or "ranges" (two columns, lowest and highest). Bars lie flat
    when ``x`` holds names. ``source``: where the numbers come from, as text or as source ids; it stands under
    the chart, with the day to which the table was checked, if that is known. ``unit``: what is counted, such
    as "votes". ``width`` in inches.

    Series differ in brightness, and in marker and dashes or in hatching, and carry their names, so no one has
    to tell colours apart. Returns a matplotlib Figure with ``.alt``, ``.words`` and ``.table``. A missing number is
    a gap in a line, no bar, and an empty cell. Raises ChartError, in a sentence, for what does not fit, and ValueError
    for a width that cannot be drawn.

    >>> import pandas as pd
    >>> seats = pd.DataFrame({"body": ["Council", "Assembly"], "seats": [15, 193]})
    >>> chart(seats, "body", ["seats"], "Seats", kind="bars", source="un-charter").words
    'Seats. seats: 15 (Council), 193 (Assembly).'
    """
    from courseutils._atlas.later import drawn
    from courseutils._atlas.widths import inches

    wide, title, unit = inches(width), _title(title), str(unit or "")
    labels = _labels(columns)
    plain = _checked(table, x, labels, kind)
    x, labels = str(x), {str(column): label for column, label in labels.items()}
    foot = _foot(source, table)
    words = f"{title.removesuffix('.')}. {sentence(plain, x, labels, kind, unit)}"
    figure = drawn(lambda: _figure(plain, x, labels, title, kind, foot, unit, wide))
    figure.words, figure.table = words, plain.rename(columns=labels)
    figure.alt = f"{KINDS[kind]}. {words} {foot}"
    return figure


def _figure(*what):
    from courseutils._atlas import chartfigure

    return chartfigure.draw(*what)


def _title(title) -> str:
    if not isinstance(title, str) or not title.strip():
        raise ChartError('Give the chart a title, such as chart(table, "year", ["yes"], "Votes in favour", ...).')
    return title.strip()


def _labels(columns) -> dict:
    """What each column is called in the chart, by the column's own name."""
    if isinstance(columns, dict):
        return {column: str(label) for column, label in columns.items()}
    try:
        return {c: str(c).replace("_", " ") for c in ([columns] if isinstance(columns, str) else columns)}
    except TypeError:
        raise ChartError(f'columns takes names of columns, such as ["yes", "no"], but this is {columns!r}.') from None


def _checked(table, x, labels, kind):
    """The columns of the chart alone, in their order, called by text; raises ChartError for what cannot be drawn."""
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise ChartError(f"chart() draws a table (a DataFrame), but this is a value of type {type(table).__name__}.")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ChartError(f"There is no kind of chart called {kind!r}. {nearest(str(kind), KINDS)}")
    table = table.reset_index() if x is not None and x == table.index.name else table
    for name in [x, *labels]:
        _check_column(table, name)
    _check_size(len(table), labels, kind)
    if x in labels:
        raise ChartError(f"The column {x!r} is the axis; name other columns to draw.")
    if table[x].isna().any():
        raise ChartError(
            f"Some rows have nothing in the column {x!r}. Leave them out first: table.dropna(subset=[{x!r}])."
        )
    _check_numbers(table, labels, kind)
    return table[[x, *labels]].rename(columns=str)


def _check_column(table, name) -> None:
    if name not in table.columns:
        raise ChartError(f"The table has no column {name!r}. {nearest(str(name), map(str, table.columns))}")
    if list(table.columns).count(name) > 1:
        raise ChartError(f"The table has several columns {name!r}. Give each a name of its own first.")


def _check_size(rows: int, labels: dict, kind: str) -> None:
    if not rows or not labels:
        raise ChartError("There is nothing to draw: the table has no rows, or no column was named.")
    if kind == "ranges" and len(labels) != 2:
        raise ChartError(f"A chart of ranges needs two columns, lowest and highest; here are {len(labels)}.")
    if len(labels) > MOST_COLUMNS:
        raise ChartError(f"{len(labels)} columns are too many to tell apart; draw at most {MOST_COLUMNS} in one chart.")
    if rows > MOST_BARS and kind != "lines":
        raise ChartError(f"{rows} bars are too many to read; choose at most {MOST_BARS} rows first.")


def _check_numbers(table, labels: dict, kind: str) -> None:
    import math

    from pandas.api.types import is_bool_dtype, is_complex_dtype, is_numeric_dtype

    for column in labels:
        numbers = table[column]
        if not is_numeric_dtype(numbers) or is_bool_dtype(numbers) or is_complex_dtype(numbers):
            raise ChartError(f"The column {column!r} does not hold numbers, so it cannot be drawn.")
        if numbers.isin([math.inf, -math.inf]).any():
            raise ChartError(f"The column {column!r} has infinite numbers. Look for a division by zero.")
        if not numbers.notna().any():
            raise ChartError(f"The column {column!r} is empty: no number to draw.")
        if kind == "stacked bars" and (numbers < 0).any():
            raise ChartError(f"The column {column!r} has numbers below zero; they cannot be stacked. Use kind='bars'.")
    if kind == "ranges":
        low, high = labels
        if (table[low] > table[high]).any():
            raise ChartError(f"In some rows {low!r} is more than {high!r}. Name the lowest column first.")


def _foot(source, table) -> str:
    """The source line: text as given, or titles and publishers of source ids; and the as-of day if known."""
    from courseutils.sources import SourceError, cite

    if not source or not all(isinstance(part, str) and part.strip() for part in _parts(source)):
        raise ChartError("Say where the numbers come from: source= a text, such as 'table un_votes', or source ids.")
    named = []
    for part in _parts(source):
        try:
            named.append(cite(part).split(" http")[0].split(" No link")[0].rstrip("."))
        except SourceError:
            named.append(part.strip().rstrip("."))
    checked = table.attrs.get("checked_to")
    return f"Source: {'; '.join(named)}." + (f" Checked to {_day(checked)}." if checked else "")


def _parts(source) -> list:
    return list(source) if isinstance(source, (list, tuple, set)) else [source]


def _day(text: str) -> str:
    import datetime as dt

    return said(dt.date.fromisoformat(text))
