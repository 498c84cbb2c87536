"""One file for each kind of chart, drawn with Altair and rendered at build time."""
