"""The same maps drawn in several ways: one module for each, whose ``page`` gives the text of a page."""
