"""Names in four scripts have forms in the font of every drawn map, chart, brief and handout."""

import pytest
from letters import ALL, NAMES

from courseutils import load_places
from courseutils._brief.page import _font
from courseutils.maps import Map, static_map

PLACES = ["Sukhumi", "Ochamchire", "Tskhinvali", "Gori", "Vladikavkaz"]


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_font_of_all_drawings_has_every_letter_of_every_name(weight):
    assert [letter for letter in sorted(set(ALL)) if not _font(weight).get_char_index(ord(letter))] == []
    assert not _font(weight).get_char_index(0x4E2D)  # it would be noticed


@pytest.mark.filterwarnings("error:Glyph")
def test_a_drawn_map_bears_georgian_russian_abkhaz_and_ossetian_names():
    table = load_places()
    chosen, m = table[table["name"].isin(PLACES)], Map("Names in four scripts", area="georgia")
    for column in ("name_ka", "name_ru", "name_local"):
        m.add(chosen, name=column, label=column)
    figure = static_map(m)
    figure.canvas.draw()
    shown = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert [script for script, names in NAMES.items() if not any(name and name in shown for name in names)] == []


@pytest.mark.filterwarnings("error:Glyph")
def test_a_letter_without_a_form_would_be_noticed():
    with pytest.raises(UserWarning, match="Glyph 20013"):
        static_map(Map("Names \u4e2d", area="georgia")).canvas.draw()
