"""Quiz questions as plain HTML: radio buttons with a reply to every option, no script, no network."""

import html
from dataclasses import dataclass

from courseutils._checking import journal
from courseutils._data import marking
from courseutils._translate import lang, tell, tr
from courseutils.exercises import Question, question


@dataclass(frozen=True)
class Quiz:
    """A question that a notebook shows with radio buttons; as text it lists its options."""

    question: Question

    def __repr__(self) -> str:
        letters = "abcdefgh"
        options = [f"  {letters[i]}) {tr(o['text'])}" for i, o in enumerate(self.question.options)]
        how = tell('Answer with quiz("{id}", "a").', id=self.question.id)
        return "\n".join([tr(self.question.text), *options, how])

    def _repr_html_(self) -> str:
        name = f"quiz-{self.question.id}"
        options, replies, rules = [], [], []
        for i, option in enumerate(self.question.options):
            options.append(
                f'<label style="display:block;padding:.2em 0">'
                f'<input type="radio" name="{name}" class="o{i}"> '
                f"{'abcdefgh'[i]}) {html.escape(tr(option['text']))}</label>"
            )
            reply = f"<strong>{_verdict(option)}</strong> {html.escape(tr(option['reply']))}"
            replies.append(f'<p class="r{i}">{reply}</p>')
            rules.append(f".{name}:has(.o{i}:checked) .r{i}{{display:block}}")
        # The reply region exists from the start, so a screen reader announces what appears in it.
        hidden = f".{name} [role=status] p{{display:none;border-left:6px solid;padding-left:.8em}}"
        return (
            f"<style>{hidden}{''.join(rules)}"
            f'</style><fieldset id="{name}" class="{name}"{lang()} style="border:1px solid;padding:.5em 1em">'
            f'<legend style="float:left;width:100%;font-weight:bold;padding-bottom:.4em">'
            f"{html.escape(tr(self.question.text))}</legend><div style='clear:both'>{''.join(options)}</div>"
            f'<div role="status">{"".join(replies)}</div></fieldset>'
        )


def _verdict(option: dict) -> str:
    return tr("Right.") if option.get("right") else tr("Not this one.")


def quiz(question_id: str, choice: str | None = None):
    """Show a quiz question, or with a letter such as ``"a"`` get the reply to that option as text.

    Raises UnknownExercise with the nearest ids, and ValueError for a letter that is no option.

    >>> from courseutils import quiz
    >>> "fieldset" in quiz("05-q1")._repr_html_()
    True
    """
    if marking():
        return None
    asked = question(question_id)
    if choice is None:
        return Quiz(asked)
    known = list("abcdefgh"[: len(asked.options)])
    letter = str(choice).strip(" ().").casefold()
    if letter not in known:
        letters = ", ".join(known)
        raise ValueError(
            tell("{choice} is not an option. Use one letter: {letters}.", choice=repr(choice), letters=letters)
        )
    option = asked.options[known.index(letter)]
    journal.record("quiz", question_id, "right" if option.get("right") else "not yet")
    return f"{_verdict(option)} {tr(option['reply'])}"
