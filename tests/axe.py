"""axe-core for the tests in Chromium: its script goes into a page once, and only what is to be mended comes back.

The whole result, with every element that passed, takes longer to be sent than to be found.
"""

from axe_playwright_python.sync_playwright import Axe

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN = "([part, options]) => axe.run(part || document, options).then(found => found.violations)"
# Marks one visible element for each pairing of colours, sizes and weights that the texts of a page have.
KINDS = r"""() => { const seen = new Set(); for (const e of document.querySelectorAll('body *')) {
  e.removeAttribute('data-kind');
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility({ visibilityProperty: true })) continue;
  const own = getComputedStyle(e), kind = [own.color, own.fontSize, own.fontWeight];
  for (let up = e; up; up = up.parentElement) { const s = getComputedStyle(up);
    if (s.backgroundColor !== 'rgba(0, 0, 0, 0)' || s.backgroundImage !== 'none' || s.opacity !== '1')
      kind.push(s.backgroundColor, s.backgroundImage, s.opacity); }
  if (!seen.has(kind.join())) { seen.add(kind.join()); e.setAttribute('data-kind', ''); } }
  return seen.size; }"""


def low_contrast(page) -> list[dict]:
    """What axe finds of contrast where it tries each pairing of colours once: a tenth of the time that all texts take."""
    page.evaluate(KINDS)
    return violations(page, ["color-contrast"], part="[data-kind]", iframes=False)


def violations(page, rules=(*WCAG, "best-practice"), part: str | None = None, **options) -> list[dict]:
    """What axe finds on a page as it stands, or on a part of it (a selector), by rule with its nodes.

    The second time on a page its style sheets and media, which are still the same, are not fetched again.
    """
    again = page.evaluate("'axe' in window")
    if not again:
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        RUN, [part, {"runOnly": list(rules), "resultTypes": ["violations"], "preload": not again, **options}]
    )
