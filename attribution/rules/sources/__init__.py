"""Rules that find the source of a cue verb in the parse, one small file each."""
