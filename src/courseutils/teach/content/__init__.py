"""What the content of lessons, guide and tables is held against: figures, quotations, words, versions, names, ideas."""
