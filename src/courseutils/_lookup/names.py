"""Compare names as people write them: any case, accent, apostrophe, hyphen, space or script."""

import unicodedata
from collections.abc import Iterable

from courseutils._sentences import say
from courseutils._translate import tr

_KEPT = {"Ll", "Lu", "Lo", "Nd"}  # letters and digits; not the modifier letters that stand for apostrophes
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SAME = str.maketrans({"ı": "i", "ӕ": "æ"})  # dotless i; Cyrillic ae is often typed as the Latin letter


def _letters(script: str, latin: str) -> dict[str, str]:
    return dict(zip(script, latin.split(), strict=True))


_GEORGIAN = _letters(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_CYRILLIC = _letters(
    "абвгдежзиклмнопрстуфхцчшщыэюя", "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya"
)
_ABKHAZ = _letters("ԥҧҟәҭҩқҳҵҷҽҿџӡҕӷ", "p p q w t o k h ts ch ch ch j dz gh gh")
LATIN = str.maketrans(_GEORGIAN | _CYRILLIC | _ABKHAZ | {"ъ": "", "ь": "", "æ": "ae"})


def normalise(text: str) -> str:
    """A key under which all spellings of one name in one script agree; letters and digits only.

    Case, accents, apostrophes, hyphens, spaces and the Turkish dotted and dotless i do not count.

    >>> normalise("Ts'khinvali ") == normalise("TSKHİNVALİ") == "tskhinvali"
    True
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in letters if unicodedata.category(c) in _KEPT).translate(SAME)


def transliterate(text: str) -> str:
    """The key of a name in Latin letters, from Georgian, Russian, Abkhaz or Ossetian letters.

    Georgian follows the national system of 2002 without apostrophes; the rest is near enough to search with.

    >>> transliterate("ცხინვალი"), transliterate("Сухум")
    ('tskhinvali', 'sukhum')
    """
    return normalise(text).translate(LATIN)


def index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """From pairs (spelling, id) a dictionary of keys with the ids that they stand for."""
    found: dict[str, set[str]] = {}
    for spelling, name_id in pairs:
        if key := normalise(spelling):
            found.setdefault(key, set()).add(name_id)
    return found


def near(text: str, offered: dict[str, str]) -> str:
    """A sentence with the names nearest to ``text``, in any script; empty when none is near.

    ``offered`` has for each known spelling the name to offer.

    >>> near("Цхинвалы", {"Tskhinval": "Tskhinvali", "Tskhinvali": "Tskhinvali", "Gori": "Gori"})
    'Did you mean Tskhinvali?'
    """
    import difflib

    by_key = {transliterate(spelling): name for spelling, name in offered.items()}
    close = difflib.get_close_matches(transliterate(text), by_key, n=4, cutoff=0.6)
    names = dict.fromkeys(by_key[key] for key in close)
    between = tr("or")
    return say("did_you_mean", names=f" {between} ".join(names)) if names else ""


def needs_text(value: object, example: str) -> str:
    """``value`` itself if it is text; raises TypeError with a sentence for a beginner otherwise."""
    if isinstance(value, str):
        return value
    raise TypeError(f"A name is text in quotation marks, such as {example!r}; you gave {value!r}.")


def whole(text: str) -> str:
    """The text as any page can hold it: without control characters and those that turn the text round them, and
    with a sign in place of each half of a letter.

    >>> whole("Go\\ud800ri\\u202e (post)\\x00")
    'Go\\ufffdri (post)'
    """
    if text.isprintable():  # which none of these signs is
        return text
    kept = (c for c in text if c in "\n\t" or not (c in _TURNS or unicodedata.category(c) == "Cc"))
    return "".join(kept).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
