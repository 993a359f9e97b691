"""Whatever a student is called and whatever the notebooks hold, what is packed is what reaches the marker."""

import json
import shutil

from handedin import SLUGS, notebook
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from courseutils.commands import submit
from courseutils.teach.marking.intake import collect
from courseutils.teach.marking.notebook import read_notebook

NAMES = st.text(min_size=1, max_size=40).filter(str.strip) | st.sampled_from(
    ["ნინო გელაშვილი", "Агрба, Нина", "con", "..", "a/b\\c", "İpek", "x" * 300, "=1+1", "\u202egnp"]
)


@tries(40)
@given(name=NAMES, texts=st.dictionaries(st.sampled_from(sorted(SLUGS)), st.text(max_size=30), min_size=1))
def test_what_is_packed_is_what_is_marked(name, texts, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "workbook"
    shutil.rmtree(tmp_path)
    folder.mkdir(parents=True)
    monkeypatch.setenv("COURSE_WORKBOOK", str(folder))
    work = {lesson: notebook(lesson, json.dumps(text)) for lesson, text in texts.items()}
    for lesson, content in work.items():
        (folder / f"{SLUGS[lesson]}.ipynb").write_bytes(content)
    assert submit.run(name) == 0
    submissions, problems = collect(folder / "handed_in", tmp_path / "into")
    assert problems == [] and len({s.student for s in submissions}) == 1
    assert {read_notebook(s.path).lesson: s.path.read_bytes() for s in submissions} == work
    (cell,) = read_notebook(submissions[0].path).cells
    assert cell.source == json.loads(submissions[0].path.read_bytes())["cells"][0]["source"]
