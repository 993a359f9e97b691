"""For each box of the page "Run Python here": a right ending, a likely wrong one, and words of the reply to that."""

import io
import json
import os
import subprocess
import sys
import zipfile

NOTHING_HEAVY = ("numpy", "pandas", "shapely", "geopandas", "pyproj", "matplotlib", "folium", "branca", "IPython")
ENDINGS = {
    "01-3": (
        "contested_count = 0\nfor row in load_rows('claims'):\n    if row['type'] == statement_type and row['contested']:\n"
        "        contested_count += 1",
        "contested_count = len([row for row in load_rows('claims') if row['type'] == statement_type])",
        "how many statements of this type",
    ),
    "02-4": (
        "language_of = dict(zip(language_of, ['Ossetian', 'Russian', 'Georgian', 'Abkhaz', 'Russian', 'Georgian', 'Ossetian']))",
        "language_of = dict(zip(language_of, ['Russian', 'Russian', 'Georgian', 'Russian', 'Russian', 'Georgian', 'Ossetian']))",
        "Cyrillic is not the same as Russian",
    ),
    "03-6": (
        "gap_on_paper_mm = gap_km * 1_000_000 / scale",
        "gap_on_paper_mm = gap_km * 10_000_000 / scale",
        "ten times too wide",
    ),
    "04-4": (
        "days_to_leave = (posts_left - plan_agreed).days",
        "days_to_leave = (plan_agreed - posts_left).days",
        "below zero",
    ),
    "05-6": (
        "undecided = []\nfor row in load_rows('places'):\n    if row['admin'] == 'Shida Kartli':\n"
        "        away = km_between(town.lat, town.lon, row['lat'], row['lon'])\n"
        "        if abs(away - 15) <= row['accuracy_m'] / 1000:\n            undecided.append(row['name'])",
        "undecided = ['Dzevera']",
        "not alone",
    ),
    "06-1": (
        "recognisers_on_day = 0\nfor row in load_rows('recognitions'):\n"
        "    if row['territory'] == 'South Ossetia' and row['un_member'] and row['date_recognised'] <= day:\n"
        "        if row['date_withdrawn'] is None or row['date_withdrawn'] > day:\n            recognisers_on_day += 1",
        "recognisers_on_day = 5",
        "one of them had withdrawn",
    ),
    "06-2": ("no_longer = ever - now", "no_longer = ever & now", "they recognised and still do"),
    "06-3": (
        "moved_to_yes = abstained_before & voted('A/RES/79/292', 'yes')",
        "moved_to_yes = voted('A/RES/79/292', 'yes') - voted('A/RES/77/293', 'yes')",
        "they were not there",
    ),
    "06-4": (
        "recognise_but_not_no = recognise - voted_no",
        "recognise_but_not_no = recognise & voted_no",
        "did vote no",
    ),
    "06-7": (
        "yes_outnumbers_rest = 0\nfor vote in load_rows('un_votes'):\n"
        "    if vote['in_favour'] > vote['against'] + vote['abstentions']:\n        yes_outnumbers_rest += 1",
        "yes_outnumbers_rest = 18",
        "how they were adopted",
    ),
    "07-1": ("sat_in_both = in_first & in_second", "sat_in_both = in_first | in_second", "at least one of the two"),
}  # fmt: skip
# Run in the page's Python with CASES, a JSON list of [box, code]; prints what each check said, and what was shown.
DRIVER = """
import json
import inpage

found = []
for box, code in json.loads(CASES):
    shown = []
    reply = inpage.check(code, box, lambda text, kind: shown.append(text))
    found.append([box, *reply, "".join(shown)])
print(json.dumps(found))
"""

BLOCK = f"""
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {NOTHING_HEAVY!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Block())
"""


def unpacked(packed: bytes, folder):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    return folder / "course"


def alone(kit, code: str, block: str = BLOCK):
    """What a Python prints, as JSON, that has the page's package and no heavy library."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {
        "PYTHONPATH": str(kit),
        "COURSE_WORKBOOK": str(kit),
    }
    done = subprocess.run([sys.executable, "-c", block + code], env=env, cwd=kit, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return json.loads(done.stdout)
