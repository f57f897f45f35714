"""Short cases: one to four sentences and who says what in them, written blind, to mend on and to measure with."""
