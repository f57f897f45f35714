"""Token roles: a small network that says of each token how likely it is source, cue or content.

It runs as the last component of the bundled pipeline and knows words, parse and quotation marks; it knows
no links and no chains. The engine uses its figures as evidence; without it, the rules decide alone.
"""
