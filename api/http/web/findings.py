"""What findings, verdicts and their details are called on pages."""

from __future__ import annotations

from attribution import SpeakerKind

FINDINGS = {
    "verbatim": "Said in these words",
    "paraphrased": "Known only in a paraphrase",
    "truncated": "Part of a longer quotation",
    "altered": "Said in other words",
    "spliced": "Joined from pieces",
    "other_speaker": "Said by somebody else",
    "denied": "Denied, or not said",
    "not_found": "Not found in this archive",
}
# Of a draft, where "not found" refers to its sources as well.
DRAFT_FINDINGS = FINDINGS | {"not_found": "Not found in the sources"}
VERDICTS = {"ok": "OK", "look": "Look", "stop": "Stop"}
TONES = {"verbatim": "good", "paraphrased": "warn", "truncated": "warn", "not_found": "plain"}  # others: "bad"
KINDS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANIZATION: "Organization",
    SpeakerKind.GROUP: "Group",
    SpeakerKind.DOCUMENT: "Document",
    SpeakerKind.ANONYMOUS: "Unnamed source",
}
TURNS = {"negation": "a negation", "condition": "a condition", "contrast": "a contrast"}
REASONS = {
    "no_cue": "No word reports these words as speech.",
    "no_source": "The article does not say who said it.",
    "ambiguous_pronoun": "The pronoun may refer to several people.",
    "ambiguous_name": "The name may refer to several people.",
    "unbalanced_marks": "A quotation mark in this paragraph has no counterpart.",
    "not_speech": "These words are not speech.",
    "unsaid": "The article says that this was not said.",
}
SOURCE_KINDS = {
    "article": "Article",
    "transcript": "Transcript, with turns",
    "notes": "Notes",
    "document": "Document or statement",
    "vtt": "WebVTT",
    "srt": "SRT",
}
