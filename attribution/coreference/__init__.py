"""From the mention beside a cue to who that is: names, nominals and pronouns within one article."""
