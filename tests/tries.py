"""How often a property test tries: few times in the suite, many with HYPOTHESIS_PROFILE=deep."""

import os

from hypothesis import HealthCheck, settings

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
_ALLOWED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def tries(usual: int, deep: int | None = None) -> settings:
    """Settings for so many examples; deep runs make a hundred times as many unless they say how many."""
    return settings(max_examples=(deep or 100 * usual) if DEEP else usual, suppress_health_check=_ALLOWED)
