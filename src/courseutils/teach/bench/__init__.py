"""`course.py bench`: the kit beside its alternatives on one machine; figures, a page and plots for the guide.

What is measured, and how, stands in ``tools/bench/group_*.py``; here is what runs the groups and writes down what they
find.
"""
