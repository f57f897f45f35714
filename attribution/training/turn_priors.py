"""The prior weights of who speaks in a quotation without a cue, by what is known of how speakers take turns."""

from __future__ import annotations

PRIOR = {
    "last": 2.0, "other": -1.0, "shown": -1.0, "nobody": -1.0,
    "last, adjoins": -5.0, "other, adjoins": 2.0,
    "last, adjoined by last": -4.0, "other, adjoined by other": -4.0, "last, adjoined by both": -1.0,
    "nobody, adjoined": 1.0,
    "last, after a question, apart": -4.0, "other, after a question, apart": 2.0, "shown, after a question, apart": 1.0,
    "other, after a question to the other": 2.5,
    "last, after an indirect question": -4.0,
    "last, addresses the last": -3.0, "other, addresses the last": 2.0, "other, addresses the other": -3.0,
    "other, addresses somebody": 1.0,
    "other, was told": 2.0, "other, the other was addressed": 2.0, "other, the other spoke indirectly": -0.5,
    "last, apart": 1.0, "other, apart": -0.5, "last, apart, after indirect speech": 1.0,
    "last, speaks of the last": -1.5, "other, speaks of the last": 1.5, "other, speaks of the other": -1.5,
    "other, took turns, apart": 0.5, "other, took turns, in the paragraph": 0.3,
    "other, others spoke since": -1.0, "other, after a question, the other is far": -2.0,
    "last, connects, in the paragraph": 1.0, "other, connects, in the paragraph": -1.0, "other, in a row of turns": 2.0,
    "other, the other is far": -1.0, "last, after a cue": 1.5,
    "last, after a question of the reporter": 1.0,
    "other, long": -2.0, "last, long": 1.0,
    "other, asks after an answer": 3.0, "other, after an answer": 0.5,
    "shown, tells of the last by name": -0.5, "other, tells of the last by pronoun": -1.0,
    "shown, tells of another by pronoun": 2.0,
    "shown, addresses the shown": -3.0, "shown, names the shown": -2.5, "shown, speaks of the shown": -5.0,
    "shown, may speak of the shown": -1.0, "shown, apart, after narrative": 2.2,
    "shown, tells of the other by pronoun": 2.0, "shown, tells of a gesture": 1.0,
}  # fmt: skip
