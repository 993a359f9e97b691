"""Expected answers of lesson 1, computed from the article and from the tables claims and same_day_reports."""

from collections import Counter

from courseutils._data import rows

STATEMENTS = ("c01", "c03", "c08", "c13", "c16", "c19", "c20", "c21")
WORDS = ("proxy regimes", "criminals", "occupation", "annexation", "enclaves", "incursion")
SIDE_OF = {
    "Shamba": "Abkhazia",
    "Abkhaz foreign minister": "Abkhazia",
    "Bokeria": "Georgia",
    "Saakashvili": "Georgia",
    "Georgian delegation": "Georgia",
    "Georgian delegate": "Georgia",
    "Georgian delegates (unnamed)": "Georgia",
    "Karasin": "Russia",
    "Fried": "United States",
    "US State Department": "United States",
    "Morel": "European Union",
    "EU envoy": "European Union",
    "Ban": "United Nations",
    "Verbeke": "United Nations",
    "UN spokeswoman Ponomareva": "United Nations",
    "Ponomareva": "United Nations",
}
SIDES = ("Abkhazia", "Georgia", "Russia", "South Ossetia")


def kinds_of_statements() -> dict[str, str]:
    """How the article gives each statement: its own report, somebody's claim, or a quotation."""
    chosen = {row["claim_id"]: row for row in rows("claims")}
    return {claim: _kind(chosen[claim]) for claim in STATEMENTS}


def _kind(statement: dict) -> str:
    from courseutils.article import load_article

    quotations = load_article()[statement["paragraph"]].quotations
    if statement["actor_id"] in {q.actor_id for q in quotations}:
        return "quotation"
    return "report" if statement["type"] == "fact" else "claim"


def who_says_the_word() -> dict[str, str]:
    """The speaker of each word if it is quoted, else the article, which uses it in its own voice."""
    return {word: _speaker(word) for word in WORDS}


def _speaker(word: str) -> str:
    from courseutils.article import find_quote

    found = find_quote(word)
    return found[0].speaker.split()[-1] if found else "the article"


def contested_of_type(statement_type: str) -> int:
    """How many statements of one type a side disputes."""
    return sum(row["contested"] for row in rows("claims") if row["type"] == statement_type)


def all_of_type(statement_type: str) -> int:
    """How many statements of one type there are, disputed or not."""
    return sum(row["type"] == statement_type for row in rows("claims"))


def agreed_of_type(statement_type: str) -> int:
    """How many statements of one type nobody disputes."""
    return all_of_type(statement_type) - contested_of_type(statement_type)


def reports_in_their_own_voice() -> list[str]:
    """Reports that say themselves, with no accuser named, that one side stayed away or left."""
    return _reports_where("own voice")


def reports_that_pass_on_an_accusation() -> list[str]:
    """Reports that only pass on what Georgians said of the other side."""
    return _reports_where("passed on from Georgia")


def reports_about_one_side() -> list[str]:
    """Reports that tell of one side's absence, in their own voice or in a Georgian's."""
    return reports_in_their_own_voice() + reports_that_pass_on_an_accusation()


def _reports_where(who_says_so: str) -> list[str]:
    return [r["report_id"] for r in rows("same_day_reports") if r["who_says_so"] == who_says_so]


def reports_quoting_each_side() -> dict[str, int]:
    """For each side of the conflict, how many of the nine reports quote somebody from it."""
    found: Counter = Counter()
    for report in rows("same_day_reports"):
        found.update({SIDE_OF[voice] for voice in report["voices_quoted"].split("; ")})
    return {side: found[side] for side in SIDES}


def silent_side() -> str:
    """The side of which the nine reports quote nobody."""
    (silent,) = (side for side, reports in reports_quoting_each_side().items() if reports == 0)
    return silent


def side_not_quoted_in_the_article_alone() -> str:
    """A side that the article does not quote but other reports do."""
    (article,) = (r for r in rows("same_day_reports") if r["is_the_article"])
    quoted = {SIDE_OF[voice] for voice in article["voices_quoted"].split("; ")}
    (side,) = (s for s, reports in reports_quoting_each_side().items() if reports and s not in quoted)
    return side
