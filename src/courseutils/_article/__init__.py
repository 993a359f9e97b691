"""How the article module recognises an original and shows paragraphs."""
