"""Every page of the book for those who hear it, work by keys, or need large letters, other colours, no motion.

Each page is opened once; what was seen is kept, and each test reads one property of all pages from it. A failure names
page and element.
"""

from io import BytesIO

import numpy as np
import pytest
from axe import WCAG, low_contrast, violations
from chromium import come_true
from PIL import Image

pytestmark = pytest.mark.full
# Of the many sources that look alike, the forty-odd reports: axe takes a minute for all.
FEWER = {"sources": {"kind": "report"}}
# No rules of WCAG, but of good practice: names of regions differ, heads of tables are not empty.
GOOD = ("best-practice",)
DARK = "getComputedStyle(document.body).backgroundColor === 'rgb(19, 20, 22)'"
# Words and structure of a page as it stands; each finding is a list of what is wrong, in a few words.
FACTS = r"""() => {
  const all = (s, e = document) => [...e.querySelectorAll(s)], short = e => e.outerHTML.slice(0, 110);
  const seen = all('h1,h2,h3,h4,h5,h6,[role=heading]').filter(e => e.checkVisibility());
  const levels = seen.map(e => Number(e.getAttribute('aria-level') || e.tagName[1]));
  const headings = seen.filter((e, n) => n && levels[n] > levels[n - 1] + 1).map(short);
  const first = levels.filter(n => n === 1).length;
  if (first !== 1) headings.push(first + ' headings of the first level');
  const landmarks = ['main,[role=main]', 'footer', '[role=search]', 'aside[aria-label="Contents of the book"]']
    .filter(s => all(s).filter(e => e.checkVisibility()).length !== 1);
  const tongues = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const holder = node.parentElement, lang = holder.closest('[lang]').lang, text = node.data.trim().slice(0, 60);
    if (holder.closest('script, style, textarea, option')) continue;
    if (/[\u10a0-\u10ff]/.test(text) && lang !== 'ka') tongues.push([lang, text]);
    if (/[\u0400-\u052f]/.test(text) && !/^(ru|ab|os)$/.test(lang)) tongues.push([lang, text]);
  }
  const silent = all('form.answer, form.filters, fieldset[class^=quiz-], .keeping, .run-box')
    .filter(e => !e.querySelector('[role=status]')).map(short);
  const colour = all('article p a[href], article li a[href]').filter(e => e.checkVisibility() && e.textContent.trim() &&
    !/underline/.test(getComputedStyle(e).textDecorationLine) && !e.closest('.related-pages')).map(short);
  all('[data-state]').filter(e => !e.textContent.includes(e.dataset.state)).forEach(e => colour.push(short(e)));
  const here = document.querySelector('.sidebar-tree .current-page > a');
  if (here && here.getAttribute('aria-current') !== 'page') colour.push(short(here));
  const maps = all('iframe').filter(e => !e.title.trim()).map(short);
  return { headings, landmarks, tongues, silent, colour, maps };
}"""
# What a narrow window cuts off, or makes scroll in both directions; tables and code may scroll sideways.
NARROW = r"""async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));  // a script has seen the new size
  const wide = innerWidth, found = [], page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) found.push(['the page scrolls sideways', page.scrollWidth]);
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('.unseen, .cards thead, svg, .sidebar-drawer, .toc-drawer')) continue;
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(e), over = e.scrollWidth > e.clientWidth + 1, tall = e.scrollHeight > e.clientHeight + 1;
    const sideways = /auto|scroll/.test(style.overflowX), inside = e.closest('.wide, pre, [role=region], .table-wrapper, .sheet');
    if (over && /hidden|clip/.test(style.overflowX) && e.innerText) found.push(['cut off', e.outerHTML.slice(0, 110)]);
    if (over && tall && sideways && /auto|scroll/.test(style.overflowY)) found.push(['both ways', e.outerHTML.slice(0, 110)]);
    if (over && sideways && e.clientWidth && e.tabIndex < 0) found.push(['no key scrolls it', e.outerHTML.slice(0, 110)]);
    if (!inside && e.getBoundingClientRect().right > wide + 2) found.push(['too wide', e.outerHTML.slice(0, 110)]);
  }
  return found;
}"""
MOVING = r"""() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return s.scrollBehavior !== 'auto' || s.animationName !== 'none' || s.transitionDuration.split(',').some(t => parseFloat(t));
}).map(e => e.outerHTML.slice(0, 110))"""


def look(page) -> dict[str, list]:
    """All that is wrong with the page that is open, by property. Leaves it narrow, dark and calm."""
    found = page.evaluate(FACTS)
    found["light"] = told(violations(page, (*WCAG, *GOOD), iframes=False))
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    come_true(page, DARK)
    found["dark"] = told(low_contrast(page))
    found["moving"] = page.evaluate(MOVING)
    for width in (640, 320):  # a window of 1280 at twice the size, and the narrowest that counts
        page.set_viewport_size({"width": width, "height": 640})
        found[f"{width}"] = page.evaluate(NARROW)
    return found


def told(found: list[dict]) -> list:
    return [(rule["id"], node["html"][:150]) for rule in found for node in rule["nodes"]]


def wide(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")


@pytest.fixture(scope="module")
def seen(chromium, book, served):
    """What is wrong, by page and property; every page of the theme is looked at."""
    context = chromium.new_context()
    page, found, asked, wrong = context.new_page(), {}, [], []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith((served, "data:", "blob:")) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in sorted(path.stem for path in book.glob("*.html") if path.stem not in ("article", "genindex")):
        wide(page)
        page.goto(f"{served}{name}.html")
        for field, chosen in FEWER.get(name, {}).items():
            page.locator(f"[data-filter={field}]").select_option(chosen)
        found[name] = look(page) | {"asked": asked.copy(), "wrong": wrong.copy()}
        asked.clear()
        wrong.clear()
    context.close()
    assert len(found) >= 27
    return found


PROPERTIES = {
    "light": "clean by the rules of WCAG 2.2 A and AA and of good practice",
    "dark": "of enough contrast in dark",
    "headings": "one heading of the first level, and no level left out",
    "landmarks": "main part, contents, search and foot, each once",
    "tongues": "names in other scripts say their language",
    "silent": "what replies has a live region",
    "colour": "links are underlined, states are words, the page of the contents is marked",
    "maps": "every frame has a title",
    "moving": "nothing moves where less motion is asked for",
    "640": "at twice the size nothing is cut off or scrolls both ways",
    "320": "at 320 pixels nothing is cut off or scrolls both ways",
    "asked": "nobody else is asked",
    "wrong": "no script fails",
}


@pytest.mark.parametrize("name", PROPERTIES, ids=list(PROPERTIES.values()))
def test_a_property_of_every_page(seen, name):
    assert {page: found[name] for page, found in seen.items() if found[name]} == {}


# A telephone, half a screen, a beamer of 1280 pixels at 125 %, and a pixel on each side of where the theme changes.
WIDTHS = (
    320,
    375,
    480,
    640,
    768,
    769,
    800,
    900,
    1008,
    1009,
    1024,
    1040,
    1080,
    1152,
    1280,
    1312,
    1313,
    1366,
    1552,
    1920,
)


@pytest.mark.parametrize("name", ["index", "lesson-02", "recognition"])
def test_at_no_width_a_page_scrolls_sideways_or_is_cut_off(page, served, name):
    page.goto(f"{served}{name}.html")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        found[width] = page.evaluate(NARROW)
    assert {width: what for width, what in found.items() if what} == {}


FAULTS = """() => document.querySelector('article').insertAdjacentHTML('beforeend', `<h1>Once more</h1><h4>Too deep</h4>
  <p>\u10d2\u10dd\u10e0\u10d8</p><p><a href="#x" style="text-decoration:none">link</a></p><form class="answer"></form>
  <div style="width:900px">wide</div><div style="position:absolute;left:0;width:900px">wider</div><div style="width:9em;overflow:hidden;white-space:nowrap">a text that is cut off here</div>
  <p style="color:#888;background:#777">grey</p><p style="animation:9s linear infinite x!important">moving</p>
  <iframe srcdoc="x"></iframe><div style="width:5em;height:1em;overflow:auto;white-space:nowrap">a long line<br>and one more</div>`)
  + document.querySelectorAll('footer, .current-page a').forEach(e => e.remove())"""


def test_what_is_wrong_is_found(page, served):
    page.goto(f"{served}use.html")
    page.evaluate(FAULTS)
    page.evaluate("document.styleSheets[4].insertRule('.move-it{animation:9s x!important}', 0)")
    page.evaluate("document.querySelector('h4').style.setProperty('scroll-behavior', 'smooth', 'important')")
    found = look(page)
    assert [name for name in PROPERTIES if name not in ("asked", "wrong") and not found[name]] == []
    assert {what for what, _ in found["320"]} >= {"the page scrolls sideways", "cut off", "both ways", "too wide"}


# Focus, by the picture of it


def light_of(png: bytes) -> np.ndarray:
    """The relative luminance of each pixel, as WCAG defines it."""
    part = np.asarray(Image.open(BytesIO(png)).convert("RGB")) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def ringed(page, element) -> float:
    """How much of a ring two pixels thick changes by 3 to 1 or more when the element gets the focus (WCAG 2.4.13)."""
    element.evaluate("e => { e.scrollIntoView({ block: 'center' }); e.focus(); e.blur(); }")
    box = element.bounding_box()
    clip = {"x": max(0, box["x"] - 9), "y": max(0, box["y"] - 9)}
    clip |= {"width": box["x"] + box["width"] + 9 - clip["x"], "height": box["y"] + box["height"] + 9 - clip["y"]}
    before = page.screenshot(clip=clip)
    element.evaluate("e => e.focus()")
    after = page.screenshot(clip=clip)
    changed = contrast(light_of(before), light_of(after)) >= 3
    return changed.sum() / (4 * (box["width"] + box["height"]))


FOCUSED = {
    "lesson-05": (
        ".sidebar-brand", ".sidebar-search", ".sidebar-tree a.reference", ".content-icon-container .theme-toggle",
        ".take a", ".wide[tabindex]", "details.words > summary", "#answer-05-1 input", "#answer-05-1 button",
        "#answer-05-5 textarea", "#quiz-05-q1 input", ".prev-page",
    ),
    "maps": (".filters select",),
    "progress": (".keeping button", ".keeping input"),
    "run": (".run-code textarea",),
}  # fmt: skip
IN_A_MAP = (".folium-map", ".leaflet-control-zoom-in", ".tools button", ".mark")
SCHEMES = {"light": "none", "dark": "none", "forced": "active"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_has_the_focus_is_seen(page, book, served, scheme):
    colours = {"color_scheme": "light" if scheme == "light" else "dark", "forced_colors": SCHEMES[scheme]}
    page.emulate_media(**colours, reduced_motion="reduce")
    weak = {}
    for name, selectors in FOCUSED.items():
        page.goto(f"{served}{name}.html", wait_until="domcontentloaded")
        page.keyboard.press("Tab")  # from here on the browser shows the focus
        weak |= {f"{name} {s}": ringed(page, page.locator(s).locator("visible=true").first) for s in selectors}
    open_map(page, book, served)
    page.keyboard.press("Tab")
    weak |= {f"map {s}": ringed(page, page.locator(s).first) for s in IN_A_MAP}
    assert {what: share for what, share in weak.items() if share < 0.7} == {}


def open_map(page, book, served):
    """The first map of lesson 5, alone; a browser asks for a picture of the site that only pages name."""
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.goto(f"{served}maps/{min(path.name for path in (book / 'maps').glob('05-*.html'))}")
    page.locator(".mark").first.wait_for()


def test_a_focus_without_a_frame_is_found(page, served):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served}use.html")
    page.keyboard.press("Tab")
    page.add_style_tag(content="article a{outline:1px solid #ddd!important}")
    assert ringed(page, page.locator("article p a").first) < 0.7 <= ringed(page, page.locator(".sidebar-brand"))


# Forced colours and motion, in a map


def span(png: bytes) -> float:
    """The contrast of the darkest and the lightest pixel."""
    light = light_of(png)
    return float(contrast(light.min(), light.max()))


SIGNS = ".tools svg, .leaflet-control-zoom a, .legend svg"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_the_signs_of_a_map_and_the_fields_are_seen(page, book, served, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    open_map(page, book, served)
    signs = page.locator(SIGNS)
    assert signs.count() >= 8
    assert {
        n: span(signs.nth(n).screenshot()) for n in range(signs.count()) if span(signs.nth(n).screenshot()) < 3
    } == {}
    page.add_style_tag(
        content="*{forced-color-adjust:auto!important}.legend svg{background:none!important;outline:0!important}"
    )
    lost = [n for n in range(signs.count()) if span(signs.nth(n).screenshot()) < 3]
    assert bool(lost) == (scheme == "dark")  # without our rule a dark scheme swallows some
    page.goto(f"{served}lesson-05.html", wait_until="domcontentloaded")
    for shown in ("#answer-05-1 input", "#answer-05-1 button", "#answer-05-5 textarea", "#quiz-05-q1 input"):
        assert span(page.locator(shown).first.screenshot()) >= 3


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_map_jumps_where_less_motion_is_asked_for(page, book, served, motion):
    page.emulate_media(reduced_motion=motion)
    open_map(page, book, served)
    page.evaluate("""() => { window.glides = 0; new MutationObserver(() => {
      if (document.querySelector('.leaflet-pan-anim, .leaflet-zoom-anim')) window.glides += 1; })
      .observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] }); }""")
    page.locator(".folium-map").focus()
    where = (
        "document.querySelector('.leaflet-map-pane').style.transform + document.querySelector('.mark').style.transform"
    )
    for key in ("+", "ArrowRight"):
        before = page.evaluate(where)
        page.keyboard.press(key)
        come_true(page, f"before => {where} !== before", before)
        page.wait_for_timeout(400)
    assert (page.evaluate("window.glides") == 0) == (motion == "reduce")
