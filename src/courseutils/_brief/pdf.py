"""Write a matplotlib figure as a one-page PDF: letters that can be selected, no dates, title and language set.

matplotlib writes no language; it is added by an incremental update (ISO 32000-1, 7.5.6): the catalogue is
written once more at the end of the file, with a table of where it stands.
"""

import re
from io import BytesIO

RC: dict = {
    "pdf.fonttype": 42,
    "font.family": "DejaVu Sans",
    "hatch.linewidth": 0.7,
    "path.simplify": True,
    "text.parse_math": False,  # a title may hold two dollar signs
}


def pdf_bytes(figure, title: str, author: str, language: str = "en-GB") -> bytes:
    """The figure as PDF bytes, the same on every run with the same versions."""
    import matplotlib as mpl

    about = {"Title": title or "Brief", "Author": author or None, "Creator": "courseutils", "CreationDate": None}
    about["Subject"] = "One page. The HTML file beside it is the accessible form: headings, links, the map in words."
    out = BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(out, format="pdf", metadata=about)
    return _with_language(out.getvalue(), language)


def _with_language(pdf: bytes, language: str) -> bytes:
    """The PDF with /Lang and the wish to show its title in the catalogue."""
    root = _found(rb"/Root (\d+) 0 R", pdf)
    size, start = _found(rb"/Size (\d+)", pdf), _found(rb"startxref\s+(\d+)", pdf)
    match = re.search(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf, re.DOTALL)
    info = re.search(rb"/Info \d+ 0 R", pdf)
    if match is None or info is None:
        raise ValueError("This version of matplotlib writes a PDF in which the catalogue was not found.")
    wish = b"/Lang (%s) /ViewerPreferences << /DisplayDocTitle true >>" % language.encode("ascii")
    catalogue = b"\n%d 0 obj\n<< %s %s >>\nendobj\n" % (root, match[1].strip(), wish)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (root, len(pdf) + 1)
    rest = b"<< /Size %d /Root %d 0 R %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + catalogue + table + rest % (size, root, info[0], start, len(pdf) + len(catalogue))


def _found(pattern: bytes, pdf: bytes) -> int:
    match = re.search(pattern, pdf)
    if match is None:
        raise ValueError("This version of matplotlib writes a PDF of an unexpected form.")
    return int(match[1])


def empty_page(paper: tuple[float, float]):
    """An empty figure of the size of the paper, drawn only when it is saved."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=paper)
    FigureCanvasAgg(figure)
    return figure
