"""Figures and tables as plain HTML: an image with alternative text, a table that opens on demand."""

from base64 import b64encode
from html import escape


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
