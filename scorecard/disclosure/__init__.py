"""The one door between private counts and what may be published."""
