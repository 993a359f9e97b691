"""How the reader is made: what stands beside each paragraph, the map, the timeline, the words, the page."""
