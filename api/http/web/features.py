"""What the features that moved a confidence are called on pages."""

from __future__ import annotations

from .pages import blueprint

# By the part of a feature's name before "=", which names one of its values.
FEATURES = {
    "any_source_near": "A possible source stands near",
    "content_after": "What follows the words",
    "content_as_cue": "The words look like a reporting word",
    "content_as_source": "The words look like a source",
    "content_before": "What stands before the words",
    "content_begin": "Where the words begin",
    "content_distance": "Distance of the words from the reporting word",
    "content_end": "Where the words end",
    "content_inner_ends": "Where parts of the words end",
    "content_left": "The words stand before the reporting word",
    "content_length": "How many words there are",
    "content_opens_marks": "The words begin with a quotation mark",
    "content_part_of_marks": "Only a part of what is in quotation marks",
    "content_right": "The words follow the reporting word",
    "content_role": "The words look like something said",
    "content_sentences_off": "Sentences between the words and the reporting word",
    "content_spans": "The words stand in several parts",
    "content_starts": "The first of the words",
    "content_whole_marks": "All that is in quotation marks",
    "contents_to_content": "Something else is said in between",
    "contents_to_source": "Something is said between source and reporting word",
    "cue_in_marks": "The reporting word is in quotation marks",
    "cue_role": "The reporting word looks like one",
    "cues_to_content": "Another reporting word stands before the words",
    "cues_to_source": "Another reporting word stands before the source",
    "dep": "Place of the reporting word in its sentence",
    "extent": "How beginning and end of the words were found",
    "frame": "What the reporting word is combined with",
    "joined": "Passages were joined",
    "left_marks_left_out": "Words in quotation marks before it are left out",
    "left_marks_taken": "Words in quotation marks before it are included",
    "mark": "The reporting word depends on",
    "marks": "Where quotation marks stand",
    "modal": "The reporting word follows “would”, “may” or the like",
    "negated": "The reporting word is denied",
    "paragraph_to_content": "A new paragraph begins in between",
    "paragraph_to_source": "A new paragraph begins before the source",
    "passages": "There are several passages",
    "passive": "The reporting word is in the passive",
    "perfect": "The reporting word is in the perfect tense",
    "prior": "How often this word reports in such sentences",
    "right_marks_left_out": "Words in quotation marks after it are left out",
    "right_marks_taken": "Words in quotation marks after it are included",
    "rule": "The rule that found the reporting word",
    "source": "The rule that found the source",
    "source_after": "What follows the source",
    "source_before": "What stands before the source",
    "source_begin": "Where the source begins",
    "source_distance": "Distance of the source from the reporting word",
    "source_end": "Where the source ends",
    "source_entity": "What kind of name the source has",
    "source_length": "Length of the source",
    "source_other_sentence": "The source stands in another sentence",
    "source_pos": "What kind of word the source is",
    "source_role": "The source looks like one",
    "source_word": "The source is a pronoun",
    "sources_to_content": "Another source stands in between",
    "sources_to_source": "Another source is nearer",
    "tag": "Form of the reporting word",
    "type": "Type of the quotation",
}


@blueprint.app_template_filter("feature")
def feature(name: str) -> str:
    """A feature in words; its own name if it has none, as those of engines that came later."""
    return FEATURES.get(name.partition("=")[0], name)


@blueprint.app_template_filter("value_of_feature")
def value_of_feature(name: str) -> str:
    """The value that a feature's name states after "="; empty if it states none."""
    return name.partition("=")[2]
