"""Which cases of a long test are tried each time; the others wait for the deep run."""

from collections.abc import Collection, Iterable

import pytest


def others_in_the_deep_run(cases: Iterable[str], always: Collection[str]) -> list:
    """All cases as parameters, those that are not ``always`` tried marked ``deep``."""
    return [case if case in always else pytest.param(case, marks=pytest.mark.deep) for case in cases]
