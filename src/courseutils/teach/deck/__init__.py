"""Decks of slides: what stands on each slide, at which size it fits, and the page that holds them all."""
