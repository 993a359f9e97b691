"""How the maps module draws: areas and scene, labels, layers, static figure, web page, words and table."""
