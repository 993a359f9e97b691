"""What a page of the book may load: the book's own files; the page that runs Python also what Python needs."""

import re

from courseutils._policy import BESIDE, INLINE, PICTURES, digest, meta

_HEAD = '<meta charset="utf-8">'
# The theme's one script inside a page: it takes the colours that a reader chose. No other gets a sum.
_THEME = re.compile(r"<body>\s*<script>(.*?)</script>", re.S)
# Pyodide is a module of a worker, both made of what was fetched; nothing else of the book asks for anything.
_PYTHON = {"script-src": ("blob:", "'wasm-unsafe-eval'"), "connect-src": ("'self'",), "worker-src": ("blob:",)}


def ruled(html: str) -> str:
    """A page of the book with its policy, right behind its set of letters."""
    allowed = {
        "script-src": (*BESIDE, *map(digest, _THEME.findall(html))),
        "style-src": (*BESIDE, *INLINE),
        "img-src": (*BESIDE, *PICTURES),
        "frame-src": BESIDE if "<iframe" in html else (),
        "form-action": BESIDE,  # the field for words to search
    }
    if " data-python=" in html:
        allowed |= _PYTHON | {"script-src": (*allowed["script-src"], *_PYTHON["script-src"])}
    return html.replace(_HEAD, f"{_HEAD}\n{meta(allowed)}", 1)
