"""The prior weights of the ranker of antecedents, by what is known of how mentions are resolved."""

from __future__ import annotations

SHARED = {
    "subject": 1.0, "embedded subject": 0.4, "owner": 0.1, "other": -0.6, "quoted": -2.0,
    "distance 0": 0.8, "distance 1": 0.6, "distance 3": -0.5, "distance 4": -1.0, "distance 5": -1.8,
    "last by description": -0.2, "last by pronoun": 0.5, "last by possessive": 0.1,
    "behind 0": 0.4, "behind 1": 0.2, "behind 2": -0.2, "behind 3": -0.5,
    "count 0": -0.3, "count 2": 0.1, "count 3": 0.2,
    "led this sentence": 0.8, "led the sentence before": 0.6, "led the one before that": 0.1,
    "governs": 0.3, "same clause": -2.0, "told": -1.0, "told, answers": 1.5,
    "spoke last": 0.3, "spoke last, source": 1.2, "spoke last, source, before the topic here": 0.2,
    "spoke last, goes on": 0.8, "spoke last, is answered": -1.2,
    "spoke last, asked": -1.2, "spoke last, put a question": -2.5, "in one quotation": 7.0,
    "answers the last speaker": 1.5,
    "may be spoken of, by somebody else": -0.7, "mentioned most": 0.3, "has died, mentioned most": -0.3,
    "named in what is said": -2.0, "died": -2.0, "same paragraph": 0.4, "both subjects": 0.3, "gender shown": 0.5,
    "place": -2.0,
}  # fmt: skip

TOPIC = {
    "topic here by name": 0.4, "topic here by name, introduced": 0.9, "topic here by description": 0.2,
    "topic here by description, introduced": 0.2, "topic here by pronoun": 0.2, "alone in this paragraph": 0.4,
    "before the name of the topic here": -0.6, "before the mention of the topic here": -0.3,
    "was asked": 0.8, "sounds alike": 0.8, "sounds rather alike": 0.3, "sounds rather like the other gender": -0.5,
    "sounds like the other gender": -1.5,
    "asked here": 1.3, "asks here": -0.8, "in the question here": -1.5, "in the last report": -0.7,
    "owner of the topic here": -1.0,
    "introduced with a clause, leads": 0.5, "introduced with a clause, else": 0.7, "single unknown name": -1.3,
}  # fmt: skip

PRONOUN = {
    **SHARED, **TOPIC,
    "unnamed": -1.0, "unnamed, unknown noun": -2.0, "body for they": -1.0, "person for they": -2.2,
    "described person for they": 0.0, "described speaker for they": 1.3, "several for they": 1.2,
    "nobody": -1.0, "nobody for it": 1.0,
}  # fmt: skip

DESCRIPTION = {
    **{name: weight / 2 for name, weight in SHARED.items()}, **{name: weight / 3 for name, weight in TOPIC.items()},
    "same clause": -2.0, "governs": -2.0, "named in what is said": -1.5, "place": -3.0, "told": -0.5,
    "spoke last, put a question": -3.0,
    "described otherwise": -1.5, "described otherwise, epithet": -1.0,
    "described otherwise, generic": 0.5, "not called so, generic": -0.5, "new, generic": 0.5,
    "called so": 3.5, "the same noun": 4.0, "called by a synonym": 2.0, "called more generally": 1.5,
    "a group of this size": 4.0,
    "not called so, epithet": 1.0, "not called so, office": -2.0, "not called so, unknown": -0.3,
    "shares a modifier": 2.0, "shares no modifier": -0.5, "of another modifier": -2.0, "of another rank": -4.0,
    "of this age": 4.0, "of another age": -4.0, "in the headline": 0.5,
    "does what the noun says": 2.5,
    "follows a question": -3.0,
    "named by the noun": 3.0, "named by a synonym": 2.5,
    "the relative": 6.0, "not the relative": -1.0, "a body not named so, agent": 0.0,
    "a body of another name, agent": -1.5,
    "a body not named so, company": 1.0, "a body not named so, institution": -2.0,
    "a body of another name, company": -1.0, "a body of another name, body": -2.0,
    "a body of another name, institution": -3.0,
    "follows, behind 1": -2.0,
    "follows bare as subject": 1.0, "follows with an age": 2.5,
    "follows with a description": -2.0, "follows elsewhere": -2.0, "follows with the noun": 1.0,
    "follows a lead": 2.0, "follows a lead about an office": 5.0, "follows a lead that introduces": 4.0,
    "follows a relation": 1.0, "follows an epithet": 1.5, "follows the text": -1.0,
    "named in this sentence": -2.0, "named two sentences on": -0.5, "named later": -1.0,
    "new": 1.0, "new, a": 2.0, "new, bare": 1.0, "new, his": 0.5, "new, restricted": 1.5, "new, source": -0.5,
    "new, office": 1.0, "new, epithet": -1.5, "new, several": 0.5, "new, institution": 1.0, "new, company": -0.5,
}  # fmt: skip

SHARED_NAME = {
    **{name: weight / 2 for name, weight in SHARED.items()},
    "same clause": -1.0, "named in what is said": -3.0, "died": -2.5,
    "begins with the name": -2.5, "no known given name": -0.7,
    "titled so": 3.0, "not titled so": -2.5, "addressed otherwise": -4.0, "called otherwise": -3.0,
    "introduced first": 1.0, "in the headline": 1.0, "mentioned most": 0.7, "a relative": -1.0, "just named": 2.0,
    "described so beside the name": 4.0,
}  # fmt: skip

PRIOR = {"pronoun": PRONOUN, "description": DESCRIPTION, "shared name": SHARED_NAME}
