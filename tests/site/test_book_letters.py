"""People and places of the book in Chromium: names in Georgian, Abkhaz, Ossetian and Russian letters have real forms."""

import pytest
from letters import NAMES, lost

pytestmark = pytest.mark.full


def test_names_in_four_scripts_are_drawn_and_marked_with_their_language(page, book):
    page.goto((book / "people.html").as_uri())
    for language, script in (("ka", "Georgian"), ("ru", "Russian"), ("ab", "Abkhaz"), ("os", "Ossetian")):
        shown = set(page.locator(f'span[lang="{language}"]').all_text_contents())
        assert set(filter(None, NAMES[script])) <= shown, script
    assert lost(page, "article h1, article h2, article p, article td, article th, span[lang]") == ""
