"""One page on paper for each lesson: question, goals, map, words, predictions with lines to write on, exit question."""
