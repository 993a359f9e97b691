"""Whatever a text holds that somebody typed, named or handed on: in a notebook it is shown as text and is no markup."""

import json
from html.parser import HTMLParser

import geopandas as gpd
import pandas as pd
import pytest

from courseutils import brief, check, claims_board, compare_ratings, progress, rate
from courseutils.charts import chart
from courseutils.maps import Map, web_map

WORDS = "</script><!--]]></textarea></title></style> {{7*7}} {% raw %} ${7*7} javascript:pwned=1 \u2028\u202e\ud800\0"
EVIL = f"\"'><x-evil onclick=pwned=1>&lt;{WORDS}"
TYPED = "<x-evil"


class Markup(HTMLParser):
    """Tags and attributes of a piece of HTML; frames that hold a page of their own are read, too."""

    def __init__(self, html: str):
        super().__init__()
        self.faults: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        if "srcdoc" in named:
            self.faults += Markup(named["srcdoc"]).faults
        links = [value for name, value in named.items() if name in ("href", "src", "action")]
        bad = [name for name in named if name.startswith("on")] + [v for v in links if v.startswith("javascript:")]
        self.faults += [f"{tag} {bad}"] if tag == "x-evil" or bad else []

    def handle_data(self, data):
        self.text += data


@pytest.fixture(autouse=True)
def workbook(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    return tmp_path


def one_place() -> gpd.GeoDataFrame:
    spot = gpd.points_from_xy([44.1], [42.1])
    return gpd.GeoDataFrame({"name": [EVIL], EVIL: [EVIL], "versions": [f"Russian: {EVIL}"]}, geometry=spot, crs=4326)


def a_map(**more) -> Map:
    return Map(EVIL, area="shida_kartli").add(one_place(), name=EVIL, columns=(EVIL, "versions"), **more)


def progress_file(folder):
    line = {"time": "2026-01-01", "event": "check", "exercise": "05-4", "state": EVIL}
    (folder / ".progress.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return progress()


def rated(_):
    rate("c03", "contested", "low", why=EVIL[:500].replace("\0", "").replace("\ud800", ""))
    return claims_board("c03")


def a_brief(_):
    return brief(EVIL, f"{EVIL} [1]. " * 20, a_map(), [EVIL, f"https://a.example/{EVIL}"], author=EVIL, audience=EVIL)


def drawn(_):
    words = "".join(c for c in EVIL if c.isprintable())  # the drawing itself takes no others
    table = pd.DataFrame({"who": [words, "Gori"], "n": [1, 2]})
    return chart(table, "who", {"n": words}, words, kind="bars", source=words)


SHOWN = {
    "map": lambda _: a_map(),
    "progress": progress_file,
    "reply": lambda _: check("05-1", EVIL),
    "claims": rated,
    "reasons of a class": lambda folder: (rated(folder), compare_ratings(reasons=True))[1],
    "brief": a_brief,
    "chart": drawn,
}


@pytest.mark.parametrize("kind", SHOWN)
def test_in_a_notebook_it_is_text(kind, workbook):
    html = SHOWN[kind](workbook)._repr_html_()
    found = Markup(html)
    assert found.faults == [] and (TYPED in found.text or "&lt;x-evil" in html or kind == "progress")
    html.encode("utf-8")  # half a letter would stop the notebook's file from being saved


def test_the_look_at_markup_is_not_blind():
    assert Markup('<p onclick="go()"><x-evil><a href="javascript:go()">').faults
    assert Markup('<iframe srcdoc="&lt;x-evil&gt;"></iframe>').faults


@pytest.mark.parametrize("name", ["html", "review_html"])
def test_in_a_saved_brief_it_is_text(name):
    html = getattr(a_brief(None), name)()
    assert Markup(html).faults == [] and html.encode("utf-8")


def test_a_name_in_two_braces_is_never_run_by_a_template():
    html = web_map(Map("{{ 7 * 191 }}").add(["Gori"], name="{{ 7 * 191 }} {% if 1 %}{# x #}")).get_root().render()
    assert "1337" not in html and html.count("{{ 7 * 191 }}") >= 2 and "\\u007b{ 7 * 191 }}" in html
