"""Token roles: a small network that predicts for each token how likely it is source, cue or content.

It is the last component of the bundled pipeline. Its input is words, parse and quotation marks; it does not link cues
to sources or contents. The engine uses its probabilities as features; without it, only the rules decide.
"""
