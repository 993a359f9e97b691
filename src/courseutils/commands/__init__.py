"""What `python3 course.py lab|update|submit|doctor|article|wheels` does, one module a command."""
