"""What is read off a text before any decision: paragraphs, quotation marks, passages, frames and sentences."""
