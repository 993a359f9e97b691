"""Inner room of ``courseutils.claims``: the words of a verdict, the file of ratings, the board, the class."""
