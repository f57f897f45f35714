"""The utterances resource."""
