"""What every benchmark gives back: values of one thing, taken in several ways by turns on one machine.

A group is a module ``group_NAME.py`` beside this file with a ``TITLE``, an ``ABOUT`` (what is measured, how, and what
the alternative is, in one or two sentences) and ``measure(runs, folder)``, which returns a list of :class:`Measure`;
``folder`` is empty and is thrown away afterwards. A thing with fewer values than runs needs a note that says why.
``BESIDE``, where a group has it, names installed packages whose versions the page gives; versions of packages from
``environments.make`` are kept there.
"""

from collections.abc import Callable, Mapping

from courseutils.teach.bench.record import Measure

__all__ = ["Measure", "by_turns"]


def by_turns(ways: Mapping[str, Callable[[], float]], runs: int) -> dict[str, tuple[float, ...]]:
    """Values of each way, one after the other and round again, so that a busy minute falls on all of them."""
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, once in ways.items():
            found[way].append(once())
    return {way: tuple(values) for way, values in found.items()}
