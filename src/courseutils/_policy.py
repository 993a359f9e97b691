"""The content security policy of every page that the kit makes: nothing from another computer, no script but its own.

Scripts and styles inside a page are named by their sums, so that a script that got in with somebody's text stays text.
Attributes ``style`` have no sums; pages that have some allow INLINE for styles.
Files beside a page need both ``'self'`` and ``file:``: in a page from a folder Chromium takes the folder's files for
``'self'``, while Firefox takes none, as such a page has no host (CSP_CreateHostSrcFromSelfURI in its source code).
A page from a web server reaches no ``file:``.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping

BESIDE = ("'self'", "file:")
INLINE = ("'unsafe-inline'",)
PICTURES = ("data:",)
_NOBODY = ("'none'",)
# What pages never need is refused by name where default-src would not refuse it.
_REFUSED = {"default-src": _NOBODY, "object-src": _NOBODY, "base-uri": _NOBODY, "form-action": _NOBODY}
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_SCRIPT = re.compile(r"<script((?:\s[^>]*)?)>(.*?)</script", re.S | re.I)


def policy(allowed: Mapping[str, Iterable[str]]) -> str:
    """The policy that allows these sources, by directive, and nothing else.

    >>> policy({"img-src": ["data:"], "script-src": []})
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"
    """
    told = _REFUSED | {name: tuple(dict.fromkeys(sources)) for name, sources in allowed.items()}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in told.items() if sources)


def meta(allowed: Mapping[str, Iterable[str]]) -> str:
    """The policy as it stands in the head of a page, before all that it is about."""
    return _META.format(policy(allowed))


def beside_too(html: str, *names: str) -> str:
    """A page whose policy lets these directives take the files beside it, too."""
    for name in names:  # the policy stands first in the head, before any text that could name a directive
        html = html.replace(f"{name} ", f"{name} {' '.join(BESIDE)} ", 1)
    return html


def digest(text: str) -> str:
    """The sum by which a policy names a script or style inside the page; line ends count as a browser reads them.

    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def scripts_in(html: str) -> list[str]:
    """The sums of the scripts inside a piece of a page that is our own; never of one that holds somebody's text.

    >>> scripts_in('<script src="a.js"></script><script type="application/json">{}</script>')
    []
    """
    found = (text for attributes, text in _SCRIPT.findall(html) if not re.search(r"\ssrc=|json", attributes))
    return [digest(text) for text in found]
