"""The sides whose versions the tables tell, in their order, and what a cell says where none stands."""

SIDES = {
    "version_georgia": "Georgia",
    "version_abkhazia": "Abkhazia",
    "version_south_ossetia": "South Ossetia",
    "version_russia": "Russia",
    "version_independent": "independent",
}
# The same as headings over what each of them says.
HEADS = {
    "version_georgia": "Georgian",
    "version_abkhazia": "Abkhaz",
    "version_south_ossetia": "South Ossetian",
    "version_russia": "Russian",
    "version_independent": "Independent findings",
}
NOT_LOOKED_UP = "not looked up"
GAPS = {
    "none found": "looked for, and none found; that does not mean that this side said nothing",
    NOT_LOOKED_UP: "nobody has looked for it yet; a gap of this kit",
}


def told(row: dict) -> dict[str, str]:
    """What each side says in a row of a table, by its heading; an empty cell is one that nobody looked up.

    >>> told(dict.fromkeys(HEADS, "none found") | {"version_russia": None})["Russian"]
    'not looked up'
    """
    return {head: row[column] or NOT_LOOKED_UP for column, head in HEADS.items()}


def title(side: str) -> str:
    """What stands over the version of one of SIDES: its name, and of the independent ones what they are.

    >>> title("Russia"), title("independent")
    ('Russia', 'Independent findings')
    """
    return HEADS["version_independent"] if side == SIDES["version_independent"] else side
