"""`python -m scorecard.cli` is the program itself."""

from scorecard.cli import main

main()
