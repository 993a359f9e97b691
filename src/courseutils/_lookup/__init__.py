"""Finding states, votes, names in any spelling, and dates in any form."""
