"""How the checks module reads answers and keeps progress."""
