"""Publish a public performance scorecard for a children's early help partnership."""

__version__ = "0.1.0"
