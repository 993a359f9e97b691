"""In every language a counted word takes one of its forms, and no blank of a sentence stays open."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from courseutils import _translate
from courseutils._sentences import SENTENCES

ONE, MANY = "{count} word", "{count} words"
WORDS = {"en": ("word", "words"), "de": ("Wort", "Wörter")}
BLANK = re.compile(r"\{(\w+)\}")


@cache
def translated(code: str) -> dict:
    """What the compiled file of a language holds; nothing for English."""
    return {} if code == _translate.ENGLISH else _translate._catalogue(code)._catalog


TEXTS = {*SENTENCES.values(), *(key for code in _translate.codes() for key in translated(code) if isinstance(key, str))}
SAID = sorted(text for text in TEXTS if BLANK.search(text))


def form(count: int) -> str:
    """How so many words are said in the chosen language, with the number taken out."""
    return _translate.plural(ONE, MANY, count).replace(str(count), "#")


def test_there_are_languages_and_sentences_with_blanks():
    assert set(WORDS) <= set(_translate.codes()) and len(SAID) > 30
    assert len([text for text in SAID if text in translated("de")]) > 10


@pytest.mark.parametrize("code", WORDS)
@tries(60)
@given(count=st.integers(0, 10**9))
def test_a_number_has_its_word(code, count, monkeypatch):
    monkeypatch.setenv(_translate.VARIABLE, code)
    assert form(count) == f"# {WORDS[code][count != 1]}"


@pytest.mark.parametrize("code", _translate.codes())
@tries(60)
@given(count=st.integers(0, 10**9))
def test_a_counted_word_takes_a_form_of_its_language(code, count, monkeypatch):
    monkeypatch.setenv(_translate.VARIABLE, code)
    forms = [text for key, text in translated(code).items() if isinstance(key, tuple) and key[0] == ONE] or [ONE, MANY]
    assert form(count) in [text.replace("{count}", "#") for text in forms]


@pytest.mark.parametrize("code", _translate.codes())
@tries(20)
@given(value=st.text("ნAя7 ", min_size=1))
def test_every_blank_of_every_sentence_is_filled(code, value, monkeypatch):
    monkeypatch.setenv(_translate.VARIABLE, code)
    for text in SAID:
        values = {name: f"<{name} {value}>" for name in BLANK.findall(text)}
        said = _translate.tell(text, **values)
        assert not BLANK.search(said) and all(filled in said for filled in values.values())
