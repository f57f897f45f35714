"""What fact-checkers add: reviews of quotations, and reports that are kept."""
