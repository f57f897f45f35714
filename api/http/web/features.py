"""What the features that moved a confidence are called on pages."""

from __future__ import annotations

from .antecedent_features import antecedent_feature
from .pages import blueprint

# By the part of a feature's name before "=", which names one of its values.
FEATURES = {
    "any_source_near": "A possible source nearby",
    "content_after": "What follows the words",
    "content_as_cue": "Likeness to a reporting word",
    "content_as_source": "Likeness to a source",
    "content_before": "What precedes the words",
    "content_begin": "Beginning of the words",
    "content_distance": "Distance to the reporting word",
    "content_end": "End of the words",
    "content_inner_ends": "Ends of the parts",
    "content_left": "Words before the reporting word",
    "content_length": "Number of words",
    "content_opens_marks": "Quotation mark at the beginning",
    "content_part_of_marks": "Part of what is in quotation marks",
    "content_right": "Words after the reporting word",
    "content_role": "Likeness to something said",
    "content_sentences_off": "Sentences in between",
    "content_spans": "Number of parts",
    "content_starts": "First word",
    "content_whole_marks": "All that is in quotation marks",
    "contents_to_content": "Something else said in between",
    "contents_to_source": "Something said before the source",
    "cue_in_marks": "Reporting word in quotation marks",
    "cue_role": "Clarity of the reporting word",
    "cues_to_content": "Another reporting word in between",
    "cues_to_source": "Another one before the source",
    "dep": "Place of the reporting word",
    "extent": "How the extent was found",
    "frame": "Pattern of the sentence",
    "joined": "Passages that were joined",
    "left_marks_left_out": "Quoted words before it, left out",
    "left_marks_taken": "Quoted words before it, included",
    "mark": "Conjunction",
    "marks": "Place of the quotation marks",
    "modal": "“Would”, “may” or the like",
    "negated": "Denial",
    "paragraph_to_content": "New paragraph in between",
    "paragraph_to_source": "New paragraph before the source",
    "passages": "Number of passages",
    "passive": "Passive",
    "perfect": "Perfect tense",
    "prior": "How often this word reports",
    "right_marks_left_out": "Quoted words after it, left out",
    "right_marks_taken": "Quoted words after it, included",
    "rule": "Rule for the reporting word",
    "source": "Rule for the source",
    "source_after": "What follows the source",
    "source_before": "What precedes the source",
    "source_begin": "Beginning of the source",
    "source_distance": "Distance of the source",
    "source_end": "End of the source",
    "source_entity": "Kind of name",
    "source_length": "Length of the source",
    "source_other_sentence": "Source in another sentence",
    "source_pos": "Kind of word of the source",
    "source_role": "Clarity of the source",
    "source_word": "Pronoun",
    "sources_to_content": "Another source in between",
    "sources_to_source": "Another source nearer",
    "tag": "Form of the reporting word",
    "type": "Type of the quotation",
}


@blueprint.app_template_filter("feature")
def feature(name: str) -> str:
    """A feature in words; its own name if it has none, as those of engines that came later."""
    return FEATURES.get(name.partition("=")[0]) or antecedent_feature(name) or name


@blueprint.app_template_filter("value_of_feature")
def value_of_feature(name: str) -> str:
    """The value that a feature's name states after "="; empty if it states none."""
    return name.partition("=")[2]
