"""A brief on one page: what is counted and told, a PDF of one page with real letters, an HTML file that runs nothing."""

import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser

import pytest
from pdfs import Pdf

from courseutils._brief import text as reading
from courseutils._brief.files import write_files
from courseutils._brief.findings import ASK, DONE, MEND, unmarked, why_a_source
from courseutils._brief.layout import on_paper
from courseutils._brief.loaded import loaded_words
from courseutils._brief.mapblock import draw_beside
from courseutils._data import rows
from courseutils.briefs import BriefError, brief
from courseutils.layers import load_layer
from courseutils.maps import Map

SENTENCE = "They met in the old palace by the lake and spoke of the way in which they would speak again. "
LETTERS = "Sukhumi is Сухум, სოხუმი and Аҟәа; Ӕ stands in Ossetian. "
TEXT = f"Talks opened on 15 October 2008 [1]. Ban asked for patience [un-sg-2008-10-14]. {LETTERS}{SENTENCE * 6}"
SOURCES = ["civil-geneva-2008-10-15", "un-sg-2008-10-14"]
FULL = {"author": "N. T.", "audience": "a minister", "convention": "Lines follow United Nations practice."}


def towns(title="Two towns", **about):
    return Map(title, **about).add(["Gori", "Poti"], name="Towns")


def made(title="Talks stop on the first day", text=TEXT, sources=SOURCES, **more):
    return brief(title, text, more.pop("map", None) or towns(), sources, **{**FULL, **more})


def quick(title="Talks stop on the first day", text=TEXT, sources=SOURCES, **more):
    """Without a map, so that no page has to be drawn."""
    return brief(title, text, None, sources, **{**FULL, **more})


def told(one, state=None):
    found = [f.text for f in one.findings if state in (None, f.state)]
    return found if one.map is not None else [line for line in found if line != "Missing so far: map."]


@pytest.fixture(scope="module")
def whole():
    return made()


# --- what is counted -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, words",
    [
        ("", 0),
        ("One, two; three.", 3),
        ("1,190 men and 9.5 km", 5),
        ("a well-known 12-km zone", 4),
        ("It stopped [1]. It went on [civil-geneva-2008-10-15, 2] .", 5),
        ("yes - no \u2013 perhaps \u2014 never", 4),
        ("[sic] counts, it is a word", 6),
        ("ცხინვალი и Цхинвал", 3),
    ],
)
def test_words_are_counted_as_the_checklist_says(text, words):
    assert reading.count_words(text) == words


@pytest.mark.parametrize(
    "text, keys",
    [
        ("[1]", ("1",)),
        ("[ 1 , 2 ]", ("1", "2")),
        ("[1-3]", ("1", "2", "3")),
        ("[un-charter; 2]", ("un-charter", "2")),
        ("[...]", ()),
        ("[sic]", ()),
        ("[the talks]", ()),
        ("[]", ()),
    ],
)
def test_marks_are_numbers_or_ids_in_square_brackets(text, keys):
    assert (reading.marks(text)[0].keys if keys else reading.marks(text)) == (keys or [])


def test_every_source_id_of_the_kit_can_be_typed_as_a_mark():
    ids = [row["source_id"] for row in rows("sources") if "-" in row["source_id"]]
    assert len(ids) > 300
    assert [i for i in ids if reading.marks(f"It is so [{i}].")[:1] == []] == []


def test_sentences_keep_short_forms_decimals_and_marks_after_the_full_stop():
    text = "Mr. Ban spoke at 9.5 per cent, i.e. not much. [1] The U.N. met on 14 Oct. 2008 [2].\n\n- A list\n- of two"
    assert reading.sentences(text) == [
        "Mr. Ban spoke at 9.5 per cent, i.e. not much. [1]",
        "The U.N. met on 14 Oct. 2008 [2].",
        "- A list",
        "- of two",
    ]


# --- what is told --------------------------------------------------------------------------------------


def test_a_whole_brief_has_nothing_to_mend(whole):
    assert told(whole, MEND) == []
    assert f"{whole.words} words, within 120 to 160" in told(whole, DONE)[1]
    assert told(whole, DONE)[-1] == "It fits on one A4 page."
    assert told(whole, ASK)[-1].startswith("No program can say")


def test_blanks_are_told_and_nothing_is_saved(tmp_path):
    empty = brief(..., """ """, None, [...], author=None)
    assert [f.text for f in empty.findings if f.state == MEND] == [
        "Missing so far: title, author, audience, text, map, convention, sources."
    ]
    saved = empty.save(tmp_path)
    assert list(saved) == [] and repr(saved).startswith("Nothing was saved") and not list(tmp_path.iterdir())
    assert "(text missing)" in empty._repr_html_()


@pytest.mark.parametrize("words, said", [(3, "write at least 120"), (170, "cut to 160 at most")])
def test_too_short_and_too_long_are_told_with_the_way_of_counting(words, said):
    found = [t for t in told(quick(text="word " * words), MEND) if said in t]
    assert len(found) == 1 and "marks such as [1] not counted" in found[0]


@pytest.mark.parametrize(
    "sentence, reason",
    [
        ("About 272 men stood there.", "figure"),
        ("Thirty houses burned.", "figure"),
        ("The envoy spoke of \u201cprocedural difficulties of a kind\u201d.", "quotes"),
        ("Moscow denied it.", "says"),
        ("One delegation walked out.", "disputed"),
        ("How many of the 272 left?", ""),
        ("The map shows the two regions.", ""),
        ("It is a six-point plan.", ""),
        ("Georgia held that it was so.", "says"),
        ("What Sukhumi said of it was not found.", ""),
        ("What 30 people said of it was not found.", "figure"),
        ("He was not found guilty.", "disputed"),
    ],
)
def test_which_sentences_need_a_source(sentence, reason):
    assert (reason in why_a_source(sentence)) if reason else why_a_source(sentence) == ""
    assert unmarked(f"{sentence[:-1]} [1]{sentence[-1]}") == [] == unmarked(sentence + " [1]")


def test_an_unmarked_sentence_is_named_with_its_reason():
    found = told(quick(text=TEXT + "In all 272 men stood there."), MEND)
    assert len(found) == 1 and '"In all 272 men stood there."' in found[0] and "(272)" in found[0]


def test_an_unknown_source_gets_the_nearest():
    found = told(quick(sources=["civil-genva-2008-10-15", "un-sg-2008-10-14"]), MEND)
    assert len(found) == 1 and "Did you mean civil-geneva-2008-10-15" in found[0]


def test_sources_without_a_mark_and_marks_without_a_source_are_told():
    found = told(quick(text=TEXT + "It was so [7], and so [un-charter].", sources=[*SOURCES, "iiffmcg-2009"]), MEND)
    assert "The mark [7] has no source: your list has 3." in found
    assert "The mark [un-charter] has no source: put 'un-charter' into your list of sources." in found
    assert "Source [3] (iiffmcg-2009) is listed and not used." in found and len(found) == 3


def test_a_source_listed_twice_is_told():
    assert "Sources [1] and [3] are the same. Keep one." in told(quick(sources=[*SOURCES, SOURCES[0]]), MEND)


def test_without_a_list_the_ids_in_the_text_make_it():
    one = quick(
        text="It stopped [civil-geneva-2008-10-15]. Patience [un-sg-2008-10-14, civil-geneva-2008-10-15].", sources=None
    )
    assert [r.source_id for r in one.references] == SOURCES
    assert "Patience [2, 1]." in one.html()


def test_own_words_and_unread_sources_are_asked_about():
    unread = next(r["source_id"] for r in rows("sources") if r["verified"] == "from-memory")
    asked = told(
        quick(text=f"{TEXT} So [3], so [4].", sources=[*SOURCES, "Own measurement with distance_km", unread]), ASK
    )
    assert [a[:10] for a in asked[:2]] == ["Source [3]", "Source [4]"]


def test_loaded_words_are_asked_about_in_the_own_voice_only():
    asked = told(quick(text=TEXT + 'He spoke of "criminals" and \u201cproxy regimes\u201d [1]. It was occupied.'), ASK)
    assert [a.split(":")[0] for a in asked[:-1]] == ['"occupied"']
    assert told(quick(title="An invasion and its end"), ASK)[0].startswith('"invasion"')


def test_loaded_words_of_the_naming_policy_are_all_known():
    policy = (
        "border enclave incursion occupation annexation peacekeepers genocide invasion aggression liberation separatist"
    )
    for word in [
        *policy.split(),
        "regime",
        "puppet",
        "proxy",
        "ethnic cleansing",
        "passportisation",
        "constitutional order",
    ]:
        assert [w for w, _ in loaded_words(f"It was {word} then.")] == [word]


def test_a_figure_in_the_title_must_stand_in_the_text():
    assert told(quick(title="Talks of 15 October end after 30 minutes"), MEND) == [
        "The title says 30, and the text does not."
    ]


def test_an_open_quotation_mark_is_told():
    assert any("quotation mark" in t for t in told(quick(text=TEXT + 'He said "no [1].'), MEND))


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"title": 5}, "title needs text"),
        ({"text": ["a", "b"]}, "text needs text in quotation marks, but this is a list"),
        ({"map": "Two towns"}, "map needs a Map"),
        ({"sources": 3}, "sources needs a list"),
        ({"sources": [1, 2]}, "one entry is a whole number"),
        ({"paper": "A5"}, 'Write "A4" or "Letter"'),
        ({"words": 150}, "words needs two whole numbers"),
        ({"words": (160, 120)}, "words needs two whole numbers"),
    ],
)
def test_errors_are_sentences(wrong, said):
    with pytest.raises(BriefError, match=re.escape(said)):
        brief(**{"title": "T", "text": "x", "map": None, "sources": None, **wrong})


def test_a_list_of_sources_may_be_a_column_or_one_text():
    import pandas as pd

    for form in (pd.Series(SOURCES), tuple(SOURCES), "; ".join(SOURCES), [s.upper() for s in SOURCES]):
        assert [r.source_id for r in quick(sources=form).references] == SOURCES


# --- the PDF -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf(whole):
    return Pdf(whole.pdf())


def test_pdf_is_one_page_of_a4_and_holds_the_words_as_letters(whole, pdf):
    assert pdf.pages == 1
    assert [round(float(x)) for x in re.search(rb"/MediaBox \[([^\]]*)\]", pdf.content)[1].split()] == [0, 0, 595, 842]
    text = pdf.text()
    for words in ("Talks stop on the first day", "Ban asked for patience [2].", "By N. T.", "Brief for a minister"):
        assert words in text
    for words in (
        "Сухум, სოხუმი and Аҟәа; Ӕ",
        "Geneva Talks Suspended. Civil Georgia",
        "Convention: United Nations practice",
    ):
        assert words in text
    assert "Lines and names shown do not imply endorsement" in text


def test_pdf_embeds_its_fonts_and_has_title_author_and_language(pdf):
    assert len(re.findall(rb"/FontFile2 ", pdf.content)) == len(re.findall(rb"/Subtype /Type0", pdf.content)) > 0
    assert b"/Type3" not in pdf.content and b"/CreationDate" not in pdf.content
    assert b"/Title (Talks stop on the first day)" in pdf.content and b"/Lang (en-GB)" in pdf.content
    assert b"The HTML file beside it is the accessible form" in pdf.content


def test_last_table_of_the_pdf_leads_to_the_catalogue(pdf):
    start = int(re.findall(rb"startxref\s+(\d+)\s+%%EOF", pdf.content)[-1])
    number, offset = re.match(rb"xref\n(\d+) 1\n(\d{10}) 00000 n", pdf.content[start:]).groups()
    assert pdf.content[int(offset) :].startswith(b"%s 0 obj\n<< /Type /Catalog" % number)


def test_letter_paper_has_its_own_size():
    content = made(paper="letter").pdf()
    assert [round(float(x)) for x in re.search(rb"/MediaBox \[([^\]]*)\]", content)[1].split()] == [0, 0, 612, 792]


SCRIPT = """
import hashlib, sys
sys.path[:0] = {paths!r}
from test_briefs import made
one = made()
print(*(hashlib.sha256(x if isinstance(x, bytes) else x.encode()).hexdigest() for x in
        (one.pdf(), one.html(), one.review_pdf(), one.review_html())))
"""


@pytest.mark.full
def test_bytes_are_the_same_in_two_processes_with_other_hash_seeds(tmp_path):
    import os
    from pathlib import Path

    code = SCRIPT.format(paths=[p for p in sys.path if p] + [str(Path(__file__).parent)])
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "MPLCONFIGDIR": str(tmp_path / seed)},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tbilisi"))
    ]
    assert runs[0].stdout == runs[1].stdout and len(runs[0].stdout.split()) == 4


HARD = {
    "long title": {"title": "A title that does not stop when it should, " * 12},
    "one long word": {"title": "x" * 400, "text": TEXT + "y" * 500},
    "many sources": {"sources": [row["source_id"] for row in rows("sources")][:60]},
    "long text": {"text": SENTENCE * 80},
    "all at once": {
        "title": "Words " * 90,
        "text": SENTENCE * 90,
        "sources": [r["source_id"] for r in rows("sources")][:90],
    },
    "letters that no font has": {
        "title": "Talks \u4e2d\u6587 \U0001f600 stop",
        "text": TEXT + "$x_1$ costs $5 \\frac {",
    },
    "a wide map": {"map": towns(title="Posts " * 80, area="shida_kartli")},
    "the world": {"map": Map("The world", area="world")},
    "a pair": {"map": towns(viewpoint="recognisers")},
}


QUICK = ("all at once", "letters that no font has", "the world")


@cache
def hard(name, paper):
    return made(**HARD[name], paper=paper)


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize(
    "name, paper",
    [
        *(pytest.param(name, "A4", marks=[] if name in QUICK else pytest.mark.deep) for name in HARD),
        pytest.param("all at once", "Letter", marks=pytest.mark.full),
        pytest.param("a pair", "Letter", marks=pytest.mark.deep),
    ],
)
def test_nothing_runs_out_of_the_page_or_into_the_map(name, paper):
    one = hard(name, paper)
    map_words = len(one.sheet.map_figure.texts)
    figure = on_paper(one.sheet, paper)
    wide, tall = figure.get_size_inches() * figure.dpi
    boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in figure.texts if text.get_text().strip()]
    assert all(box.x0 >= 0 and box.x1 <= wide and box.y0 >= 0 and box.y1 <= tall for box in boxes)
    axes = figure.axes[0].get_window_extent()
    own = (
        boxes[map_words:] if map_words == len([t for t in figure.texts[:map_words] if t.get_text().strip()]) else boxes
    )
    assert not [box for box in own if box.y0 < axes.y1 - 1 and box.y1 > axes.y0 + 1]
    assert Pdf(one.pdf()).pages == 1


@pytest.mark.full
def test_what_was_cut_or_made_smaller_is_told():
    said = {name: " ".join(hard(name, "A4").sheet.notes) for name in HARD}
    assert "Too long for its place" in said["long title"] and "sources do not fit" in said["many sources"]
    assert "of 1600 words" in said["long text"] and "letters are" in said["long text"]
    assert "cannot draw \u4e2d \u6587" in said["letters that no font has"] and "title of the map" in said["a wide map"]
    assert said["the world"] == said["a pair"] == ""


def out_of_frame(axes) -> list[str]:
    frame = axes.get_window_extent().padded(1)
    boxes = [(text.get_text(), text.get_window_extent()) for text in axes.texts]
    assert "G E O R G I A" in dict(boxes)
    return [word for word, box in boxes if box.x0 < frame.x0 or box.x1 > frame.x1]


def test_words_of_a_small_map_stay_inside_its_frame():
    figure = draw_beside(Map("Posts", area="shida_kartli"), 5.2)
    assert out_of_frame(figure.axes[0]) == []


def in_time(days):
    posts = load_layer("zones_2008").query("removed_on == removed_on")
    return Map("Posts", days=days).add(posts, name="Posts", start="established_on", end="removed_on", labels=False)


def test_a_map_in_time_has_room_for_two_days_each_with_its_words_inside():
    one = made(map=in_time(["2008-08-25", "2008-10-09"]))
    assert one.sheet.notes == [] and one.convention_told.count("Convention:") == 1
    one.sheet.map_figure.canvas.draw()  # the picture was saved with another resolution
    maps = [axes for axes in one.sheet.map_figure.axes if len(axes.texts) > 3]
    assert len(maps) == 2 and [out_of_frame(axes) for axes in maps] == [[], []]
    with pytest.raises(BriefError, match="room for 2 days"):
        made(map=in_time(["2008-08-25", "2008-09-13", "2008-10-05", "2008-10-09"]))


def test_review_sheet_is_one_page_with_lines_and_no_marks():
    one = made(title="A long title of a brief that goes on " * 4)
    sheet = Pdf(one.review_pdf())
    text = sheet.text()
    assert sheet.pages == 1 and "This sheet gives no marks." in text and "9. Keep and change." in text
    assert "What I changed after this" in text and one.review_html().count('class="lines"') > 15


# --- the HTML and the files ----------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]


def test_html_holds_all_in_itself_and_has_one_heading_and_alternative_text(whole):
    tags = Tags(whole.html())
    assert tags.found.count("h1") == 1 and "script" not in tags.found
    loaded = [
        value for tag, key, value in tags.attributes if key in ("src", "srcset") or (tag == "link" and key == "href")
    ]
    assert loaded and all(value.startswith("data:image/png;base64,") for value in loaded)
    alt = next(value for tag, key, value in tags.attributes if (tag, key) == ("img", "alt"))
    assert "Gori" in alt and "United Nations practice" in alt
    assert "default-src 'none'" in whole.html() and '<html lang="en-GB">' in whole.html()


@pytest.mark.parametrize("where", ["title", "text", "author", "audience", "convention", "sources"])
def test_what_a_student_types_is_never_html(where):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> \"' &amp;"
    one = made(**{where: [evil, *SOURCES] if where == "sources" else evil})
    for page in (one.html(), one.review_html(), one._repr_html_()):
        tags = Tags(page)
        assert "script" not in tags.found and not [a for a in tags.attributes if a[1].startswith("on")]
        assert tags.found.count("img") <= 1


def test_save_never_overwrites_and_does_not_repeat_itself(whole, tmp_path):
    first = whole.save(tmp_path)
    assert [p.name for p in first] == ["brief.html", "brief.pdf", "brief-review.html", "brief-review.pdf"]
    before = {p: p.read_bytes() for p in first}
    assert whole.save(tmp_path) == first == made().save(tmp_path)
    second = made(title="Another finding").save(tmp_path)
    assert [p.name for p in second] == ["brief-2.html", "brief-2.pdf", "brief-2-review.html", "brief-2-review.pdf"]
    assert {p: p.read_bytes() for p in first} == before and len(list(tmp_path.iterdir())) == 8


def test_a_file_of_the_students_own_with_such_a_name_stays_as_it_is(tmp_path):
    (tmp_path / "brief.pdf").write_bytes(b"my own")
    written = write_files(tmp_path, "brief", {".html": b"1", ".pdf": b"2"})
    assert [path.name for path in written] == ["brief-2.html", "brief-2.pdf"]
    assert (tmp_path / "brief.pdf").read_bytes() == b"my own" and not (tmp_path / "brief.html").exists()


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "lpt9", "aux ", "COM¹"])
def test_a_name_that_windows_keeps_for_itself_is_refused_everywhere(whole, tmp_path, name):
    with pytest.raises(BriefError, match=r"Windows keeps the name .* for itself\. Choose another"):
        whole.save(tmp_path, name=name)
    assert list(tmp_path.iterdir()) == []
    assert len(whole.save(tmp_path, name="console")) == 4


@pytest.mark.parametrize("more", [{"name": 3}, {"name": ["a"]}, {"name": True}, {"folder": 3}, {"folder": ["a"]}])
def test_a_name_or_folder_that_is_no_text_is_refused(whole, tmp_path, more):
    with pytest.raises(BriefError, match="needs text in quotation marks, but this is"):
        whole.save(**{"folder": tmp_path, **more})


def test_a_blank_name_is_brief(whole, tmp_path):
    assert "brief.html" in [path.name for path in whole.save(tmp_path, name=" ")]


def test_save_goes_to_the_workbook(whole, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "ჩემი კურსი"))
    saved = whole.save(name="second brief")
    assert [p.parent for p in saved] == [tmp_path / "ჩემი კურსი"] * 4 and saved[1].name == "second-brief.pdf"


def test_a_folder_that_cannot_be_written_to_is_told(whole, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BriefError, match="could not be saved"):
        whole.save(tmp_path / "file")


def test_preview_shows_checklist_and_page_with_escaped_words(whole):
    shown = whole._repr_html_()
    assert shown.index("Checklist") < shown.index("Talks stop on the first day") and "<h1" not in shown
    assert all(f"{state}:" in shown for state in (DONE, ASK))
