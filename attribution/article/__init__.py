"""Preprocessing: paragraphs, quotation marks, passages, verb frames and token roles, before any decision is made."""
