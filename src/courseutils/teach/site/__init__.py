"""The course as a book: every lesson as students get it, with its maps, and pages made of the data, as plain files.

Sphinx with MyST-NB makes the pages. Nothing in them is fetched from elsewhere, and they are read from a folder, too.
"""
