"""A file for each kind of measure: its value and its interval."""
