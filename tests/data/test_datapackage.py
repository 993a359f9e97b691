"""The descriptor tells the truth about every data file, and Frictionless agrees."""

import csv
import hashlib
import io
import json
from pathlib import Path

import describe_data
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
TEXT = (DATA / "datapackage.json").read_text(encoding="utf-8")
PACKAGE = json.loads(TEXT)
RESOURCES = PACKAGE["resources"]
TABLES = [entry for entry in RESOURCES if entry["format"] == "csv"]
COUNTS_ONLY = {"paragraph", "round", "year_recognised", "version", "place_rank", "seq"}


def named(entry):
    return entry["name"]


def header(entry) -> list[str]:
    return next(csv.reader(io.StringIO((DATA / entry["path"]).read_text(encoding="utf-8"))))


def test_sizes_and_hashes_are_those_of_the_files():
    assert describe_data.described(TEXT) == TEXT


def test_every_row_can_be_read_and_has_a_source():
    assert describe_data.table_faults(TEXT) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "a-2026,A, b,Press,2026-01-15,day,,news,looked-up,",
            "row 2: 10 cells, the head has 9. Put a text with a comma",
        ),
        ("a-2026,A,Press,15.1.2026,day,,news,looked-up,", "row 2, date: '15.1.2026' is not a day like 2008-10-15."),
        ("a-2026,A,,,,,news,looked-up,\na-2026,B,,,,,news,looked-up,", "sources.csv: a-2026 stands there twice."),
    ],
)
def test_a_row_that_cannot_be_read_gets_a_sentence(row, said, tmp_path, monkeypatch):
    monkeypatch.setattr(describe_data, "DATA", tmp_path)
    entry = next(entry for entry in TABLES if entry["name"] == "sources")
    head = ",".join(field["name"] for field in entry["schema"]["fields"])
    (tmp_path / "sources.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    (fault,) = describe_data.table_faults(json.dumps({"resources": [entry]}))
    assert said in fault


@pytest.fixture
def one_table(tmp_path, monkeypatch):
    """The list of sources with one row, alone in a folder and described there; how it is written, and the tool run."""
    monkeypatch.setattr(describe_data, "DATA", tmp_path)
    entry = next(entry for entry in TABLES if entry["name"] == "sources")
    lines = [",".join(header(entry)), "a-2026,Ā,Press,2026-01-15,day,,news,looked-up,"]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [entry]}), encoding="utf-8")

    def run(change, *words) -> tuple[int, bytes]:
        monkeypatch.setattr("sys.argv", ["describe_data.py", *words])
        (tmp_path / "sources.csv").write_bytes(change("".join(f"{line}\n" for line in lines)))
        return describe_data.main(), (tmp_path / "sources.csv").read_bytes()

    return run


def test_a_table_that_windows_wrote_is_described_as_git_keeps_it(one_table, tmp_path, capsys):
    def as_excel(text):
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8")

    code, before = one_table(as_excel, "--check")
    assert code == 1 and "which git changes: sources.csv." in capsys.readouterr().out and b"\r" in before
    code, after = one_table(as_excel)
    said = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    assert code == 0 and after.startswith(b"source_id,") and b"\r" not in after
    assert said["hash"] == "sha256:" + hashlib.sha256(after).hexdigest() and said["bytes"] == len(after)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace(",", ";").encode("utf-8"), "the first line must read source_id,title,"),
        (
            lambda text: text.encode("cp1257"),
            "sources.csv, line 2: a letter is not in UTF-8. Save the table as CSV UTF-8.",
        ),
        (lambda text: b"", "the first line must read source_id,title,"),
    ],
)
def test_a_table_that_excel_wrote_in_another_form_gets_a_sentence(change, said, one_table, capsys):
    assert one_table(change)[0] == 1
    assert said in capsys.readouterr().out


def test_a_source_that_is_not_listed_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(describe_data, "DATA", tmp_path)
    places = next(entry for entry in TABLES if entry["name"] == "places")
    sources = next(entry for entry in TABLES if entry["name"] == "sources")
    (tmp_path / "tables").mkdir()
    lines = (DATA / "tables" / "places.csv").read_text(encoding="utf-8").splitlines()[:2]
    (tmp_path / "tables" / "places.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "sources.csv").write_text(",".join(header(sources)), encoding="utf-8")
    (fault,) = describe_data.table_faults(json.dumps({"resources": [places, sources]}))
    assert fault.startswith("tables/places.csv, row 2, coord_source_id: sources.csv has no ")


def test_the_package_names_its_licences_and_contributors():
    assert {licence["name"] for licence in PACKAGE["licenses"]} >= {"CC-BY-4.0", "ODbL-1.0"}
    assert all(person["title"] for person in PACKAGE["contributors"])


@pytest.mark.parametrize("entry", RESOURCES, ids=named)
def test_every_file_has_title_description_licence_and_source(entry):
    assert entry["title"] and entry["description"]
    assert all(licence["name"] for licence in entry["licenses"]) and entry["licenses"]
    assert all(source["title"] for source in entry["sources"]) and entry["sources"]


@pytest.mark.parametrize("entry", TABLES, ids=named)
def test_columns_are_described_in_the_order_of_the_file(entry):
    fields = entry["schema"]["fields"]
    assert [field["name"] for field in fields] == header(entry)
    assert all(field["description"].endswith(".") or len(field["description"]) > 10 for field in fields)
    assert {field["type"] for field in fields} <= {"string", "integer", "number", "date", "boolean"}


@pytest.mark.parametrize("entry", TABLES, ids=named)
def test_numbers_have_units(entry):
    bare = [
        field["name"]
        for field in entry["schema"]["fields"]
        if field["type"] in {"integer", "number"} and not field.get("unit")
    ]
    assert set(bare) <= COUNTS_ONLY


@pytest.mark.parametrize("entry", TABLES, ids=named)
def test_tables_have_a_key_and_point_to_the_sources(entry):
    schema = entry["schema"]
    assert schema["primaryKey"]
    keys = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
    columns = set(header(entry))
    if "source_id" in columns and entry["name"] != "sources":
        assert keys["source_id"] == "sources"
    if "place_id" in columns and entry["name"] != "places":
        assert keys["place_id"] == "places"


@pytest.mark.parametrize("name", ["recognitions", "un_votes", "un_rollcall", "comparators", "geneva"])
def test_what_goes_out_of_date_says_to_which_day_it_was_checked(name):
    entry = next(entry for entry in RESOURCES if entry["name"] == name)
    assert "2026-01-01" <= entry["checked_to"] <= "2026-11-24"


def test_the_licence_follows_the_origin_of_the_numbers():
    by_name = {entry["name"]: {licence["name"] for licence in entry["licenses"]} for entry in RESOURCES}
    assert by_name["buffer_zone"] == {"ODbL-1.0"}
    assert by_name["un_rollcall"] == {"CC0-1.0"}


def test_frictionless_finds_no_error():
    from frictionless import validate

    report = validate(str(DATA / "datapackage.json"))
    assert report.flatten(["name", "type", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(RESOURCES)
