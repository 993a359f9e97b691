"""Show a map in a notebook: web map, image with alternative text, words and table, as plain HTML."""

from base64 import b64encode
from html import escape

from courseutils._atlas.conventions import with_partner

_TRUST = (
    "If there is no map you can move above, the notebook is not trusted yet: run the cell, or choose "
    "Trust Notebook. The picture below shows the same."
)


def figure_html(figure, alt: str, caption: str = "") -> str:
    """A matplotlib figure as an HTML image with alternative text (a notebook's own image has none)."""
    png = figure.png() if hasattr(figure, "png") else _png(figure)
    image = b64encode(png).decode("ascii")
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure style="margin:0"><img alt="{escape(alt)}" style="max-width:100%" '
        f'src="data:image/png;base64,{image}">{below}</figure>'
    )


def _png(figure) -> bytes:
    from io import BytesIO

    out = BytesIO()
    figure.savefig(out, format="png", dpi=130)
    return out.getvalue()


def table_html(table, title: str = "The map as a table") -> str:
    """A DataFrame as an HTML table that opens on a click or on Enter."""
    from courseutils._atlas.table import in_words, readable

    head = "".join(f'<th scope="col">{escape(readable(str(c)))}</th>' for c in table.columns)
    lines = [[escape(in_words(value)) for value in row] for row in table.itertuples(index=False)]
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>' for first, *rest in lines
    )
    return (
        f"<details><summary>{escape(title)} ({len(lines)} rows)</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></details>"
    )


def map_html(m, static: bool = True, web: bool = True) -> str:
    """All forms of one map as HTML; the recognisers' convention has no web map of its own."""
    from courseutils._atlas.staticmap import draw
    from courseutils._atlas.webscene import web as drawn
    from courseutils._atlas.words import words

    parts = []
    if web and m.viewpoint.alone:
        parts.append(drawn(m)._repr_html_())
        parts.append(f'<p style="font-size:smaller">{_TRUST}</p>' if static else "")
    figure = draw(with_partner(m)) if static or not m.viewpoint.alone else None
    alt = figure.alt if figure else words(m)  # of a pair: both halves
    if static:
        parts.append(figure_html(figure, alt))
    parts.append(f"<p>{escape(alt)}</p>" + table_html(m.table()))
    return "\n".join(parts)


def display_map(m, static: bool = True, web: bool = True):
    """Display in a notebook; elsewhere return words and table as text."""
    from courseutils._atlas.words import words

    text = f"{words(m)}\n\n{m.table().to_string(index=False)}"
    shell = _notebook()
    if shell is None:
        return text
    shell({"text/html": map_html(m, static, web), "text/plain": text}, raw=True)
    return None


def _notebook():
    """IPython's display function inside a running notebook or IPython shell, else None."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return None
    return display if get_ipython() is not None else None
