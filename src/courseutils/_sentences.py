"""Sentences that checks say, with named blanks. The pages of the book say them too, from this one source.

Where a sentence would send readers to Python, that of the same name with ``_on_page`` stands in its place there.
"""

from courseutils._translate import tell

SENTENCES = {
    # Names that are not known
    "did_you_mean": "Did you mean {names}?",
    "known_names": "Known names are, for example, {names}.",
    "place_unknown": "The gazetteer has no place called {name}. {nearest}",
    "place_of_two": "{name} can be {places}. Write the full name of the one you mean.",
    "place_an_area": "That is an area, not a point; load_layer() gives outlines, list_layers() their names.",
    "place_an_area_on_page": "That is an area, not a point.",
    "place_list": "All names: load_places()['name'].",
    "place_list_on_page": "The page “People and places” lists all names.",
    "state_unknown": "No state or territory called {name} is in the tables. {nearest}",
    "name_unknown": "there is no {name}. {nearest}",
    # Answers that cannot be read
    "cannot_tell": "In {variable}, {problem}",
    "two_numbers": "{text} can be read in two ways. Write the number without the comma.",
    "no_number": "a number is needed, but this is the text {text}.",
    "number_alone": "{text} has more than a number in it. Write the number alone.",
    "number_alone_in": "{text} has more than a number in it. Write the number alone, in {unit}.",
    "no_option": "{text} is not one of: {options}.",
    # Replies
    "blank": "Put your answer into {variable}, run that cell, then this one.",
    "blank_on_page": "Nothing is filled in yet. Give your answer, then choose Check.",
    "labels_fit": "{fit} of {all} fit so far.",
    "labels_open": "{fit} of {all} fit so far, {open} still to fill in.",
    "no_label": "{key} is not among the words to fill in. {nearest}",
    "names_fit": "You have {fit} of {all}, and {extra} that do not belong.",
    "no_names": "Your list is empty: no row fits. Compare letter by letter with the table. Words of the table stand in "
    "quotation marks; names of values, and True and False, stand without them.",
    # Texts
    "too_short": "You have {words}; write at least {least}.",
    "too_long": "You have {words}; cut to {most} at most. Which sentence can go?",
    "repeats": "The same few words come again and again. Say it in sentences.",
    "within": "{words}, within the limit. {read_by}",
    "read_by": "A person reads it with the rubric above.",
}


def say(which: str, /, **blanks: object) -> str:
    """The sentence in the chosen language, with its blanks filled in.

    >>> say("did_you_mean", names="Gori")
    'Did you mean Gori?'
    """
    return tell(SENTENCES[which], **blanks)
