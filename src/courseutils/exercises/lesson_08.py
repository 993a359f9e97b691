"""Expected and likely wrong answers of lesson 8, computed from figures, posts and the brief's checklist."""

import re

from courseutils._data import rows

# The sentences of 08-1, as they stand in the lesson.
SENTENCES = {
    1: "How many people had left their homes after the war of August, and who counted them?",
    2: "On 12 September 2008 the UN refugee agency put the displaced on all sides at 192,000 [1].",
    3: "Of these, 127,000 were in the rest of Georgia, 30,000 inside South Ossetia and 35,000 in North Ossetia, "
    "in Russia.",
    4: "In the week after Russian forces had left the zone south of South Ossetia, more than 20,000 people went back "
    "there [2].",
    5: "Georgia held that Akhalgori should have been left too; Russia held that it lies within South Ossetia.",
    6: "The map shows the places named in this text.",
}
# The rows behind the sentences of 08-2; none for the one that was made for practice.
CARRIED = {"A": "disp-in-so-2008", "B": "buffer-returns-2008-10", "C": "idp-2008-left-2009", "D": None}
IN_GEORGIA, BACK = "disp-in-georgia-2008", "returned-2008-09"


def figure(figure_id: str) -> dict:
    """One row of the table figures."""
    (found,) = (row for row in rows("figures") if row["figure_id"] == figure_id)
    return found


# 08-1 ------------------------------------------------------------------------------------------------


def source_marks() -> dict[int, str]:
    """What the checklist of a brief says of each sentence."""
    from courseutils._brief.findings import why_a_source
    from courseutils._brief.text import marks

    without = {n: "needs one" if why_a_source(s) else "needs none" for n, s in SENTENCES.items()}
    return {n: "has one" if marks(s) else without[n] for n, s in SENTENCES.items()}


# 08-2 ------------------------------------------------------------------------------------------------


def carried_by() -> dict[str, str]:
    """The source of the row behind each sentence."""
    return {letter: figure(row)["source_id"] if row else "none" for letter, row in CARRIED.items()}


# 08-3 ------------------------------------------------------------------------------------------------


def counts_of_october() -> tuple[int, int]:
    """People back in mid-October 2008: the count in the row's note, and the one in its value."""
    row = figure("returned-2008-10")
    (other,) = re.findall(r"([\d,]+) of", row["note"])
    return int(other.replace(",", "")), int(row["value"])


def ways_to_tell() -> dict[str, list[int]]:
    """The numbers in the four sentences of 08-3: one count, the mean of both, both, none."""
    low, high = counts_of_october()
    return {"A": [high], "B": [round((low + high) // 2, -3)], "C": [low, high], "D": []}


def says_all_that_is_known() -> str:
    (letter,) = (letter for letter, numbers in ways_to_tell().items() if numbers == list(counts_of_october()))
    return letter


# 08-4 ------------------------------------------------------------------------------------------------


def _depths():
    """The posts in Shida Kartli: name, km outside the mapped line, accuracy of the point in km."""
    from courseutils.buffers import distance_km
    from courseutils.layers import load_layer
    from courseutils.places import load_places

    lines = load_layer("boundary_lines")
    listed = [row["place_id"] for row in rows("buffer_zone") if row["kind"] == "post"]
    kartli = load_places(admin="Shida Kartli")
    posts = kartli[kartli["place_id"].isin(listed)]
    km = distance_km(posts, lines[lines["name"].str.contains("South Ossetia")]).round(1)
    return list(zip(posts["name"], km, posts["accuracy_m"] / 1000, strict=True))


def surely_beyond(limit_km: float) -> list[str]:
    """Posts that stood beyond the limit even if their point is off by its whole accuracy."""
    return [name for name, km, error in _depths() if km - error > limit_km]


def beyond_in_the_table(limit_km: float) -> list[str]:
    """The accuracy forgotten."""
    return [name for name, km, _ in _depths() if km > limit_km]


def perhaps_beyond(limit_km: float) -> list[str]:
    """The accuracy added in place of taken off."""
    return [name for name, km, error in _depths() if km + error > limit_km]


def cannot_tell(limit_km: float) -> list[str]:
    """Posts that may have stood on either side of the limit."""
    sure = surely_beyond(limit_km)
    return [name for name in perhaps_beyond(limit_km) if name not in sure]


def metres_off_kilometres(limit_km: float) -> list[str]:
    """What is left when metres are taken off kilometres: nothing."""
    return [name for name, km, error in _depths() if km - error * 1000 > limit_km]


def not_surely_beyond(limit_km: float) -> list[str]:
    sure = surely_beyond(limit_km)
    return [name for name, _, _ in _depths() if name not in sure]


# 08-7 ------------------------------------------------------------------------------------------------


def not_yet_back() -> int:
    """Displaced in the rest of Georgia and not back, both counts of one day and one counter."""
    return int(figure(IN_GEORGIA)["value"] - figure(BACK)["value"])


def of_two_days() -> int:
    return int(figure(IN_GEORGIA)["value"] - figure("returned-2008-10")["value"])


def of_two_places() -> int:
    return int(figure("disp-total-2008")["value"] - figure(BACK)["value"])


def another_question() -> int:
    return int(figure("not-return-2008")["value"])


def added_up() -> int:
    return int(figure(IN_GEORGIA)["value"] + figure(BACK)["value"])


# Figures of the text ---------------------------------------------------------------------------------


def area_of_the_two() -> float:
    """Reference areas of the two regions together, in square kilometres."""
    return figure("area-abkhazia")["value"] + figure("area-south-ossetia")["value"]


def share_of_the_two() -> float:
    """Of the area of Georgia with both, in per cent."""
    return 100 * area_of_the_two() / figure("area-georgia")["value"]


def depth_of(name: str) -> float:
    """Kilometres of a post from the mapped line."""
    return next(km for post, km, _ in _depths() if post == name)


def number_of_posts() -> int:
    """Posts in Shida Kartli that the two lists name."""
    return len(_depths())
