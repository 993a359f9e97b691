"""Inner room of ``courseutils.briefs``: text, sources, findings, page and review sheet of a one-page brief."""
