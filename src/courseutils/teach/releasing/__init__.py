"""Make what is handed out: the students' tree and archive, the instructor's archive, a source tree for nbgrader."""


class ReleaseError(Exception):
    """Nothing was released; the text says why, one sentence a line."""
