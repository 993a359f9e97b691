"""Inner room of ``courseutils.seating``: how a table with its seats is drawn, and how it stands on a page."""
