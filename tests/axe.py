"""axe-core for the tests in Chromium: its script goes into a page once, and only what is to be mended comes back.

The whole result, with every element that passed, takes longer to be sent than to be found.
"""

from axe_playwright_python.sync_playwright import Axe

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN = "options => axe.run(options).then(found => found.violations)"


def violations(page, rules=(*WCAG, "best-practice"), **options) -> list[dict]:
    """What axe finds on a page as it stands, by rule with its nodes.

    The second time on a page its style sheets and media, which are still the same, are not fetched again.
    """
    again = page.evaluate("'axe' in window")
    if not again:
        page.evaluate(Axe().axe_script)
    return page.evaluate(RUN, {"runOnly": list(rules), "resultTypes": ["violations"], "preload": not again, **options})
