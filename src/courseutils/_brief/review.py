"""The peer-review sheet: questions that a reader answers by hand. It gives no marks."""

from courseutils._brief.page import FAINT, MARGIN, PAPERS, Block, heights, scaled, write

QUESTIONS = (
    ("First reading", "Read for two minutes, then put the brief away. What is the finding? One sentence of yours.", 2),
    ("Title", "Does the title say that finding, and no more than the text below it?", 1),
    (
        "Sources",
        "Choose two marked sentences and open their sources. Does each say what the sentence says? Which did you open?",
        2,
    ),
    ("Figures", "Has every figure its day, and who counted? Where counts differ, is there a range?", 2),
    (
        "Voices",
        "Would a reader from Abkhazia, Georgia, Russia and South Ossetia each find their view in words that they "
        "accept? Write down the first word that one of them would not.",
        2,
    ),
    (
        "Map",
        "Does it show what the text is about? Whose lines does it follow, and does the brief say so? Is anything drawn "
        "more exactly than it is known?",
        2,
    ),
    ("More than the data", "Which sentence says more than its source or its map can carry?", 2),
    ("Left out", "What would this reader ask next? Was it right to leave it out?", 2),
    ("Keep and change", "One thing to keep. One thing to change first.", 2),
)
INTRODUCTION = (
    "This sheet gives no marks. You help the author to see the brief with other eyes; write what you saw, not what you "
    "would have written. Ten minutes for all of it (an estimate); with less time take 1, 5 and 9."
)
ANSWER = ("Author", "What I changed after this, what I left, and why.", 3)


def head(brief) -> tuple[str, str]:
    """The two lines over the questions."""
    return f"Peer review: {brief.title or '(title missing)'}", f"Brief by {brief.author or '(author missing)'}"


def sheet_figure(brief):
    """The review sheet as a figure of one page, with lines to write on."""
    from courseutils._brief.page import drawable
    from courseutils._brief.pdf import empty_page

    size = PAPERS[brief.paper]
    wide = size[0] - 2 * MARGIN
    title, by = (drawable(line)[0] for line in head(brief))
    blocks = [Block(title, 14, "bold", 0, most_lines=2), Block(by, 9, ink=FAINT, gap=0.04, most_lines=1)]
    blocks.append(Block("Read by: ______________________________    Day: ____________________", 9, gap=0.1))
    blocks.append(Block(INTRODUCTION, 9, gap=0.1))
    for number, (name, question, rules) in enumerate((*QUESTIONS, ANSWER), 1):
        label = f"{number}. {name}." if name != ANSWER[0] else f"{name}."
        blocks += [Block(f"{label} {question}", 9.2, gap=0.13, rules=rules)]
    room = size[1] - 2 * MARGIN
    factor = next(f for f in (1.0, 0.95, 0.9, 0.85, 0.8, 0.7) if heights(scaled(blocks, f), wide) <= room or f == 0.7)
    figure = empty_page(size)
    write(figure, scaled(blocks, factor), size[1] - MARGIN, wide)
    return figure
