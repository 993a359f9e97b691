"""Words that take a side, and what the kit's naming policy writes instead. Standard library only.

Source: guide/naming.md, section 5. A word is asked about, never forbidden: it may be somebody's own.
"""

import re

from courseutils._brief.text import own_words

_ADVICE = {
    r"borders?": "between Georgia and the two regions the kit writes administrative boundary line",
    r"enclaves?": "both regions border Russia, and Abkhazia has a coast; the kit writes breakaway regions",
    r"incursions?": "it presumes a border; say who attacked or entered, where and when",
    r"invasions?|invad\w+|aggress\w+": "each side says it of the other; write attacked or entered, with date and place",
    r"liberat\w+|peace enforcement|constitutional order": "a name that a side gave its own operation; name the speaker",
    r"occup\w+|annex\w+": "a legal term in dispute; name who says so, or the court",
    r"separatis\w+|secession\w+|rebels?": "it takes one view; the kit writes de facto authorities, or Abkhaz forces",
    r"regimes?|puppets?|prox(?:y|ies)": "it denies them a will of their own; the kit writes de facto authorities",
    r"genocid\w+|ethnic(?:ally)? cleans\w+": "write it with the source and with what was found",
    r"passportisation": "critics' word; the kit writes mass grant of Russian citizenship",
    r"terroris\w+|criminals?": "a judgement; name who makes it, or the court",
    r"peacekeep\w+": "disputed after 8 August 2008; the kit writes Russian forces for the time after it",
}
_LOADED = [(re.compile(rf"\b(?:{stem})\b", re.IGNORECASE), advice) for stem, advice in _ADVICE.items()]


def loaded_words(text: str) -> list[tuple[str, str]]:
    """Loaded words outside quotation marks, each once, with advice.

    >>> [word for word, _ in loaded_words('They call it "occupied"; it was an invasion.')]
    ['invasion']
    """
    found: dict[str, str] = {}
    for pattern, advice in _LOADED:
        for match in pattern.finditer(own_words(text)):
            found.setdefault(match[0].casefold(), advice)
    return list(found.items())
