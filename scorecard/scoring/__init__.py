"""Verdicts against target, change and comparators, from published cells only."""
