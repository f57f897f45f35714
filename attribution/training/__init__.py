"""Training of the bundled pipeline, the role network, the scorers and the antecedent ranker."""
