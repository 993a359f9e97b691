"""How property tests are tried everywhere: a slow or busy machine is no failure.

HYPOTHESIS_PROFILE=deep: they try 2,000 examples, or a hundred times as many as they say; for an evening.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("usual"), max_examples=2000)
settings.load_profile("deep" if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else "usual")
