"""The blocks of an article by kind: turns of speakers, headings, bylines, captions and the rest of a page."""
