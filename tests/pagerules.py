"""What every page that the kit makes keeps to, and what is put into a page to see that it holds."""

import contextlib
import http.server
import re
import threading
from html.parser import HTMLParser

from courseutils._policy import digest

# Nothing of these is needed; what a page needs more of is said by its own test.
NEVER = {"default-src": {"'none'"}, "object-src": {"'none'"}, "base-uri": {"'none'"}}
SOURCE = re.compile(r"'(?:none|self|sha256-[\w+/]+=*)'|data:|file:")
LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "manifest", "ping"}
# A page asks {far} for something in every way that needs no script of its own, and in some that do.
_PUT_IN = """
<img src="{far}/img"><script src="{far}/script"></script><link rel="stylesheet" href="{far}/style">
<iframe src="{far}/frame"></iframe><object data="{far}/object"></object><embed src="{far}/embed">
<video src="{far}/video"></video><link rel="icon" href="{far}/icon"><style>@import "{far}/import";
@font-face {{ font-family: f; src: url({far}/font); }} body {{ background: url({far}/background); }}</style>
<p style="font-family:f">f</p><form action="{far}/form"><button id="put-in">Send</button></form>
<script>window.pwned = 1; fetch("{far}/fetch"); new Image().src = "{far}/image"</script>
<img src="x" onerror="window.pwned = 1"><svg onload="window.pwned = 1"></svg>
<iframe src="javascript:parent.pwned = 1"></iframe><a id="put-in-link" href="javascript:window.pwned = 1">link</a>
"""
_LISTEN = "addEventListener('securitypolicyviolation', e => console.error(`${e.violatedDirective}: ${e.blockedURI}`))"
_OWN = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:")
# Harmless: a frame of a file counts as another site, and Leaflet may not take the focus there.
_KNOWN = "Blocked autofocusing"


class Read(HTMLParser):
    """The parts of a page that matter here, in their order."""

    def __init__(self, html: str):
        super().__init__()
        self.policies: list[str] = []
        self.before: list[str] = []  # what could load something, and stands before the policy
        self.faults: list[str] = []
        self.inline: list[str] = []
        self._script: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        if tag == "meta" and named.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(named["content"])
        elif tag in ("script", "style", "link", "img", "iframe", "base") and not self.policies:
            self.before.append(tag)
        self.faults += [f"{name} in <{tag}>" for name in named if name.startswith("on")]
        self.faults += [f"{name}={value[:40]} in <{tag}>" for name, value in named.items() if _runs(value)]
        links = ("href",) if tag == "link" else ()
        self.faults += [
            f"{value[:60]} in <{tag}>" for n, value in named.items() if n in {*LOADS, *links} and _far(value)
        ]
        self.faults += ["<base>"] if tag == "base" else []
        kind = named.get("type", "")
        self._script = [] if tag == "script" and "src" not in named and "json" not in kind else None

    def handle_data(self, data):
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag):
        if tag == "script" and self._script is not None:
            self.inline.append("".join(self._script))
            self._script = None


def _runs(value: str) -> bool:
    return re.sub(r"[\s\x00-\x1f]", "", value).lower().startswith(("javascript:", "vbscript:", "data:text/html"))


def _far(value: str) -> bool:
    return bool(re.match(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", value, re.I))


def directives(policy: str) -> dict[str, set[str]]:
    """The sources by directive."""
    parts = (part.split() for part in policy.split(";"))
    return {name: set(sources) for name, *sources in parts}


def faults(html: str, also: frozenset[str] = frozenset()) -> list[str]:
    """What a page does not keep to; ``also`` are sources of scripts that it needs beyond its own files."""
    page = Read(html)
    if len(page.policies) != 1:
        return [f"{len(page.policies)} policies", *page.faults]
    rules = directives(page.policies[0])
    found = [f"{tag} before the policy" for tag in page.before] + page.faults
    found += [f"{name} is not 'none'" for name, nobody in NEVER.items() if rules.get(name) != nobody]
    found += [] if "form-action" in rules else ["form-action is open"]
    for name, sources in rules.items():
        known = also if name in ("script-src", "worker-src") else {"'unsafe-inline'"} if name == "style-src" else set()
        found += [f"{source} in {name}" for source in sources - known if not SOURCE.fullmatch(source)]
    sums = rules.get("script-src", set())
    return found + [f"no sum for {text[:40]!r}" for text in page.inline if digest(text) not in sums]


def without_policy(html: str) -> str:
    """The page as it would be if nobody had thought of a policy."""
    return re.sub(r"<meta http-equiv=.?Content-Security-Policy[^>]*>", "", html)


def put_in(html: str, far: str) -> str:
    """The page with everything in it that a hostile text could hope for."""
    head, end, tail = html.rpartition("</body>")
    return head + _PUT_IN.format(far=far) + end + tail


@contextlib.contextmanager
def elsewhere():
    """A server that stands for all other computers: its address, and the paths that it was asked for."""
    asked: list[str] = []

    class Keeps(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keeps)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def watched(page) -> list[str]:
    """What the page complains of from now on, a broken policy above all, and what it asks of others."""
    said: list[str] = []
    page.add_init_script(_LISTEN)
    page.on("console", lambda m: said.append(m.text) if m.type == "error" and _KNOWN not in m.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(_OWN) else said.append(r.url))
    return said


def tried(page, address: str) -> bool:
    """Open a page with all that was put in, press what can be pressed; True if a script that was put in has run."""
    page.goto(address)
    page.wait_for_timeout(200)
    page.evaluate("document.getElementById('put-in-link').click()")
    ran = page.evaluate("window.pwned === 1")
    page.evaluate("document.getElementById('put-in').click()")
    page.wait_for_timeout(200)
    return ran
