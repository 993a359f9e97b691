"""HYPOTHESIS_PROFILE=deep: property tests try 2,000 examples, or a hundred times as many as they say; for an evening."""

import os

if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
    from hypothesis import settings

    settings.register_profile("deep", max_examples=2000, deadline=None)
    settings.load_profile("deep")
