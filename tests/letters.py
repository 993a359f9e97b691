"""Letters of names in Georgian, Abkhaz, Ossetian and Russian, and a look at whether a page has real forms for them."""

from courseutils._data import rows

ABKHAZ, OSSETIAN = "АаҔӶӷџҼҽҾҿӘәҞҟҚқҬҭҴҵҲҳҨҩӠӡҶҷԤԥҦҧҔҕЏ", "Ӕӕъ"
NAMES = {
    "Georgian": [row["name_ka"] for row in rows("places")],
    "Russian": [row["name_ru"] for row in rows("places")],
    "Abkhaz": [row["name_local"] for row in rows("places") if row["local_language"] == "abkhaz"],
    "Ossetian": [row["name_local"] for row in rows("places") if row["local_language"] == "ossetian"],
}
ALL = " ".join([*(name for names in NAMES.values() for name in names if name), ABKHAZ, OSSETIAN])

# Letters that elements of a page show as the box of a code point that means nothing, or as nothing at all.
_LOST = """selector => {
  const draw = (letter, font) => {
    const context = Object.assign(document.createElement('canvas'), {width: 60, height: 60}).getContext('2d');
    context.font = font;
    context.fillText(letter, 9, 40);
    return context.canvas.toDataURL();
  }, lost = new Set();
  for (const element of document.querySelectorAll(selector)) {
    const style = getComputedStyle(element), font = `${style.fontStyle} ${style.fontWeight} 24px ${style.fontFamily}`;
    const nothing = [draw('\\u0378', font), draw(' ', font)];
    for (const letter of new Set(element.textContent))
      if (letter.trim() && nothing.includes(draw(letter, font))) lost.add(letter);
  }
  return [...lost].join('');
}"""


def lost(page, selector: str) -> str:
    """Letters of the elements for which Chromium has no form, in the fonts that the page asks for."""
    return page.evaluate(_LOST, selector)
