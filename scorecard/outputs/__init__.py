"""One file for each thing that a build writes."""
