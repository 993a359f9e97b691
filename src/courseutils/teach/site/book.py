"""Sphinx, called with the settings of this book."""

import io
from pathlib import Path

from courseutils.teach.releasing import ReleaseError

HERE = Path(__file__).resolve().parent
TITLE = "Georgia 2008"
_LIGHT = {"color-brand-primary": "#0b5394", "color-brand-content": "#0b5394", "color-brand-visited": "#6a3d9a"}
_DARK = {"color-brand-primary": "#8ab8ff", "color-brand-content": "#8ab8ff", "color-brand-visited": "#c9a6ff"}


def settings(extra: Path) -> dict:
    """The settings: the theme, what it must not fetch, and the folder of files that are copied as they are."""
    return {
        "project": TITLE,
        "copyright": "",
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_title": TITLE,
        "language": "en",
        "extensions": ["myst_nb"],
        "source_suffix": {".md": "myst-nb", ".ipynb": "myst-nb"},
        "exclude_patterns": ["conf.py"],
        "html_theme": "furo",
        "html_theme_options": {
            "light_css_variables": _LIGHT,
            "dark_css_variables": _DARK,
            "navigation_with_keys": False,
        },
        "html_static_path": [str(HERE / "static")],
        "html_extra_path": [str(extra)],
        "html_css_files": ["site.css", "answers.css"],
        "html_js_files": ["site.js", "answers.js", "kept.js", "answerforms.js"],
        "html_favicon": str(HERE / "static" / "icon.svg"),
        "pygments_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_search_summary": False,  # it would fetch every page found, which a folder does not allow
        "html_use_index": False,
        "html_last_updated_fmt": None,
        "nb_execution_mode": "off",
        "nb_merge_streams": True,
        "myst_heading_anchors": 3,
        "myst_enable_extensions": ["colon_fence"],
        "suppress_warnings": ["myst.header"],
    }


def make(source: Path, extra: Path, out: Path) -> None:
    """Make the pages. Raises ReleaseError with what Sphinx warned of: a link that leads nowhere, for example."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    said = io.StringIO()
    lines = [f"{name} = {value!r}\n" for name, value in settings(extra).items()]
    (source / "conf.py").write_text("".join(lines), encoding="utf-8")
    folders = (str(source), str(source), str(out), str(out.with_name("doctrees")))
    with patch_docutils(), docutils_namespace():
        app = Sphinx(*folders, "html", status=None, warning=said)
        app.build(force_all=True)
    if said.getvalue().strip():
        raise ReleaseError(f"The book was not made. Sphinx warned:\n{said.getvalue().strip()[:4000]}")
