"""What is done to a cell before it runs: other values for its parameters, and no lines that only Jupyter knows."""

import pytest

from courseutils.teach.marking import inside_cells

OTHER = {"radius_km": 12, "centre": "Gori"}


def run(source: str, values=OTHER, anything=False) -> dict:
    """What the cell sets, after it was prepared."""
    found: dict = {}
    exec(compile(inside_cells.prepared(source, values, anything), "cell", "exec"), {}, found)
    # Python keeps notes of its own on types, under a name that depends on its version.
    return {name: value for name, value in found.items() if not name.startswith("__")}


CELLS = {
    "a constant": ("radius_km = 15", {"radius_km": 12}),
    "both": ('centre = "Tskhinvali"\nradius_km = 15', OTHER),
    "on one line": ('centre = "Tskhinvali"; radius_km = 15', OTHER),
    "a pair": ('centre, radius_km = "Tskhinvali", 15', OTHER),
    "with a type": ("radius_km: int = 15", {"radius_km": 12}),
    "and code that uses it": ("radius_km = 15\narea = radius_km ** 2", {"radius_km": 12, "area": 144}),
    "another name": ("radius = 15", {"radius": 15}),
    "a longer name": ("my_radius_km = 15", {"my_radius_km": 15}),
    "an attribute's part": ("import types\nn = types.SimpleNamespace()\nn.radius_km = 15\nr = n.radius_km", None),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_parameter_gets_its_other_value_and_nothing_else_changes(name):
    source, expected = CELLS[name]
    found = run(source)
    assert found["r"] == 15 if expected is None else found == expected


def test_something_computed_is_left_alone_but_in_the_parameter_cell():
    assert run("radius_km = 3 * 5") == {"radius_km": 15}
    assert run("radius_km = 3 * 5", anything=True) == {"radius_km": 12}


def test_inside_a_function_a_name_is_another_one():
    assert run("def f():\n    radius_km = 15\n    return radius_km\nx = f()")["x"] == 15


FOUND = {
    "as given": (["radius_km = 15"], "cell"),
    "retyped elsewhere": (["x = 1", "radius_km = 20"], "cell"),
    "set by a loop": (["for radius_km in [15]: pass"], "lost"),
    "set by a call": (["radius_km = int(15)"], "lost"),
    "used only": (["x = radius_km"], "gone"),
    "nowhere": (["x = 1"], "gone"),
    "in a function only": (["def f(): radius_km = 15"], "gone"),
    "in a cell that is no Python": (["radius_km = = 15"], "gone"),
    "by a loop and plainly": (["for radius_km in [15]: pass", "radius_km = 15"], "cell"),
}


@pytest.mark.parametrize("name", FOUND)
def test_how_a_parameter_was_found(name):
    cells, how = FOUND[name]
    assert inside_cells.how_found(cells, set(), ["radius_km"]) == {"radius_km": how}


def test_a_computed_value_counts_in_the_parameter_cell():
    assert inside_cells.how_found(["radius_km = int(15)"], {0}, ["radius_km"]) == {"radius_km": "cell"}


MAGIC = {
    "a magic line": ("%matplotlib inline\nx = 1", {"x": 1}),
    "a shell line": ("!pip install folium\nx = 1", {"x": 1}),
    "a question": ("place?\nx = 1", {"x": 1}),
    "time of a cell": ("%%time\nx = 1", {"x": 1}),
    "another language": ("%%html\n<b>x = 1</b>", {}),
    "inside a block": ("if True:\n    %load_ext x\nx = 1", {"x": 1}),
    "a remainder on a line of its own": ("x = (7\n % 4)", {"x": 3}),
    "time of a line": ("%time x = 1", {"x": 1}),
    "a shell line that gives a value": ("x = !ls\ny = 1", {"x": None, "y": 1}),
    "a magic line that gives a value": ("if True:\n    x = %pwd\ny = 7 % 4", {"x": None, "y": 3}),
    "a text": ("x = '''\n!no\n'''", {"x": "\n!no\n"}),
}


@pytest.mark.parametrize("name", MAGIC)
def test_lines_of_jupyter_are_left_out_and_python_is_not(name):
    source, expected = MAGIC[name]
    assert run(inside_cells.without_magic(source), {}) == expected


CHECKED = {
    "another name": ('area = 3\ncheck("05-1", area)', 3),
    "no name at all": ('check("05-1", 1 + 2)', 3),
    "the last one": ('check("05-1", 1)\ncheck("05-1", 3)', 3),
    "another exercise": ('check("09-9", 3)', None),
    "in other words": ('note = "check 05-1"', None),
    "more than one answer": ('check("05-1", *[3])', None),
}


@pytest.mark.parametrize("name", CHECKED)
def test_what_is_given_to_check_is_kept(name):
    source, expected = CHECKED[name]
    found = {"check": lambda *answers: None}
    exec(compile(inside_cells.prepared(source, {}, False, ["05-1"]), "cell", "exec"), found)
    assert found.get(inside_cells.checked("05-1")) == expected


TYPED = {
    "in a call": ("x = max(15, 2)", {"x": 12}),
    "as another kind of number": ("x = 15.0", {"x": 12}),
    "a text": ('x = ["Tskhinvali", "Ali"]', {"x": ["Gori", "Ali"]}),
    "a part of a text": ('x = "15 km"', {"x": "15 km"}),
    "True is no 1": ("x = True", {"x": True}),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_value_typed_into_code_gets_the_other_one(name):
    source, expected = TYPED[name]
    found: dict = {}
    pairs = [["Tskhinvali", "Gori"], [15, 12], [1, 2]]
    exec(compile(inside_cells.prepared(source, {}, False, typed=pairs), "cell", "exec"), {}, found)
    assert found == expected


def test_a_cell_that_is_no_python_is_left_to_fail_under_its_own_name():
    assert inside_cells.prepared('check("05-1", = )', OTHER, False, ["05-1"]) == 'check("05-1", = )'
