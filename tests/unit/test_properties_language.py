"""Counted words agree with their number in every language, and no blank of a sentence stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from courseutils import _translate

ONE, MANY = "{count} word", "{count} words"


@pytest.mark.parametrize("code", [_translate.ENGLISH, "de"])
@tries(60)
@given(count=st.integers(0, 10**9))
def test_a_number_has_its_word_in_every_language(code, count, monkeypatch):
    monkeypatch.setenv(_translate.VARIABLE, code)
    one, many = {"en": ("word", "words"), "de": ("Wort", "Wörter")}[code]
    assert _translate.plural(ONE, MANY, count) == f"{count} {one if count == 1 else many}"
