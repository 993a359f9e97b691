"""Marking a class: collect what was handed in, run it in a sandbox, compare outside, write marks and feedback."""
