"""How good the engine is: gold, alignment, scores, calibration, and the gate that no later change slips past."""
