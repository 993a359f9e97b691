"""Show a map in a notebook: web map, image with alternative text, words and table, as plain HTML."""

from html import escape

from courseutils._atlas.conventions import with_partner
from courseutils._atlas.markup import figure_html, table_html
from courseutils._data import marking

_TRUST = (
    "If there is no map you can move above, the notebook is not trusted yet: run the cell, or choose "
    "Trust Notebook. The picture below shows the same."
)


def map_html(m, static: bool = True, web: bool = True) -> str:
    """All forms of one map as HTML; the recognisers' convention has no web map of its own."""
    from courseutils._atlas.staticmap import draw
    from courseutils._atlas.webscene import web as drawn
    from courseutils._atlas.words import picture_words

    parts = []
    if web and m.viewpoint.alone:
        parts.append(drawn(m)._repr_html_())
        parts.append(f'<p style="font-size:smaller">{_TRUST}</p>' if static else "")
    figure = draw(with_partner(m)) if static or not m.viewpoint.alone else None
    alt = figure.alt if figure else picture_words(m)  # of a pair: both halves
    if static:
        parts.append(figure_html(figure, alt))
    parts.append(f"<p>{escape(alt)}</p>" + table_html(m.table()))
    return "\n".join(parts)


def display_map(m, static: bool = True, web: bool = True):
    """Display in a notebook; elsewhere return words and table as text."""
    from courseutils._atlas.words import words

    if marking():
        return None
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
