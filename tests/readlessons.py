"""The outlines of all lessons by number, read once for all tests of a worker; they are looked at, not changed."""

from courseutils.teach.build import root
from courseutils.teach.outline import outlines

OUTLINES = {outline.number: outline for outline in outlines(root() / "lessons")}
