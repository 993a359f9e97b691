"""Expected answers of lesson 0, computed from the article."""


def paragraphs_in_the_body() -> int:
    """Numbered paragraphs without the headline, which has the number 0."""
    from courseutils.article import load_article

    return sum(paragraph.number > 0 for paragraph in load_article())


def headline_and_paragraphs() -> int:
    """What you get when you count the headline too."""
    return paragraphs_in_the_body() + 1
