"""Sentence embeddings, for paraphrases that share no words: a model on disk, and a file of vectors. An extra."""
