"""A quiz works without script, tells every option its reply, and says what to do with a wrong letter."""

import pytest

from courseutils import quiz
from courseutils.exercises import questions

ASKED = list(questions().values())


@pytest.mark.parametrize("asked", ASKED, ids=lambda q: q.id)
def test_the_page_holds_a_reply_for_every_option_and_no_script(asked):
    page = quiz(asked.id)._repr_html_()
    assert page.count('type="radio"') == len(asked.options)
    assert page.count("<p class=") == len(asked.options)
    assert "<script" not in page and " on" + "change=" not in page
    assert 'role="status"' in page and "<legend" in page


def test_the_text_form_takes_a_letter():
    asked = ASKED[0]
    right = next(i for i, o in enumerate(asked.options) if o.get("right"))
    assert quiz(asked.id, "abcdefgh"[right]).startswith("Right. ")
    assert "a)" in repr(quiz(asked.id))
    with pytest.raises(ValueError, match="Use one letter"):
        quiz(asked.id, "z")
