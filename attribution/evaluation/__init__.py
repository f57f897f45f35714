"""Evaluation of the engine: gold data, alignment, scores, calibration, and the gate against regressions."""
