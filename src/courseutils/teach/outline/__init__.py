"""The outline of a lesson, read by rule from its cells: slides, handouts and the clock are made of it."""

from courseutils.teach.outline.model import Item, Outline, Picture, Section, Task
from courseutils.teach.outline.reader import outlines, read_outline

__all__ = ["Item", "Outline", "Picture", "Section", "Task", "outlines", "read_outline"]
