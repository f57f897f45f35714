"""Training of the bundled pipeline: corpora -> DocBin -> train -> evaluate -> package."""
