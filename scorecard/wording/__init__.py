"""Every number, symbol, sentence and alternative text in words: one place."""
