"""Private counts: reading files, keeping file and line."""
