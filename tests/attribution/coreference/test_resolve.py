"""Resolution of names, descriptions and pronouns, and the reasons for no speaker, on hand-made parses."""

from __future__ import annotations

import pytest

from attribution import Quotation, Reason, SpeakerKind, attribute

from ..parses import PARAGRAPH, SCHEMES, parse

CLAUSE = "that/IN/mark/{0} it/PRP/nsubj/{0} rained/VBD/ccomp/{1} ././punct/{1}"


def said(subject: str) -> str:
    """ "SUBJECT said that it rained."; the subject's words as in a parse, its head's head being 0."""
    verb = len(subject.split()) + 1
    own = " ".join(f"{'/'.join(p[:3])}/{verb if p[3] == '0' else p[3]}{''.join('/' + e for e in p[4:])}"
                   for p in (item.split("/") for item in subject.split()))  # fmt: skip
    return f"{own} said/VBD/root/0 {CLAUSE.format(verb + 3, verb)}"


LOPEZ = "Ana/NNP/nsubj/0/PERSON Lopez/NNP/flat/1/PERSON"
MS_LOPEZ = "Ms/NNP/nsubj/0/PERSON Lopez/NNP/flat/1/PERSON"
MR_BROWN = "Mr/NNP/nsubj/0/PERSON Brown/NNP/flat/1/PERSON"
OFFICIAL = "A/DT/det/2 official/NN/nsubj/0"
THE_OFFICIAL = "The/DT/det/2 official/NN/nsubj/0"
RESIDENTS = "Residents/NNS/nsubj/0"
MINISTRY = "The/DT/det/2 ministry/NN/nsubj/0"
REPORT = "The/DT/det/2 report/NN/nsubj/0"
HE, SHE, IT, THEY, WE = (f"{word}/PRP/nsubj/0" for word in ("He", "She", "It", "They", "We"))
MET = "Ms/NNP/nsubj/3/PERSON Lopez/NNP/flat/1/PERSON met/VBD/root/0 Mr/NNP/obj/3/PERSON Brown/NNP/flat/4/PERSON"
TWO_LOPEZES = (
    "Ana/NNP/nsubj/6/PERSON Lopez/NNP/flat/1/PERSON and/CC/cc/4 Eva/NNP/conj/1/PERSON Lopez/NNP/flat/4/PERSON "
    "left/VBD/root/0 ././punct/6"
)
MAYOR = "Lopez/NNP/nsubj/4/PERSON is/VBZ/cop/4 the/DT/det/4 mayor/NN/root/0 ././punct/4"

NAMED = [
    # the sentences, and the speaker of the last one
    ([said(LOPEZ)], "Ana Lopez"),
    ([said(LOPEZ), said("Lopez/NNP/nsubj/0/PERSON")], "Ana Lopez"),
    ([said(LOPEZ), said(SHE)], "Ana Lopez"),
    ([said(LOPEZ), PARAGRAPH, said(SHE)], "Ana Lopez"),
    ([MET, said(SHE)], "Lopez"),
    ([MET, said(HE)], "Brown"),
    ([said(MS_LOPEZ), said(MR_BROWN), said(SHE)], "Lopez"),
    ([said(MS_LOPEZ), said(MR_BROWN), said(HE)], "Brown"),
    ([said(OFFICIAL), said(HE)], "an official"),
    ([said(OFFICIAL), said(THE_OFFICIAL)], "an official"),
    ([said(RESIDENTS), said(THEY)], "residents"),
    ([said(MINISTRY), said(IT)], "ministry"),
    ([said(REPORT), said(IT)], "report"),
    ([said(MS_LOPEZ), said(RESIDENTS), said(SHE)], "Lopez"),
    ([said(MS_LOPEZ), said(RESIDENTS), said(THEY)], "residents"),
]

SILENT = [
    ([said(HE)], Reason.AMBIGUOUS_PRONOUN),
    ([said(WE)], Reason.AMBIGUOUS_PRONOUN),
    ([said(MS_LOPEZ), said(HE)], Reason.AMBIGUOUS_PRONOUN),
    ([said(MR_BROWN), said(SHE)], Reason.AMBIGUOUS_PRONOUN),
    ([said(MS_LOPEZ), said(THEY)], Reason.AMBIGUOUS_PRONOUN),
    ([said(RESIDENTS), said(SHE)], Reason.AMBIGUOUS_PRONOUN),
    ([TWO_LOPEZES, said("Lopez/NNP/nsubj/0/PERSON")], Reason.AMBIGUOUS_NAME),
]

KINDS = [
    (LOPEZ, SpeakerKind.PERSON),
    ("Xinhua/NNP/nsubj/0/ORG", SpeakerKind.ORGANIZATION),
    ("Beijing/NNP/nsubj/0/LOC", SpeakerKind.ORGANIZATION),
    (MINISTRY, SpeakerKind.ORGANIZATION),
    (RESIDENTS, SpeakerKind.GROUP),
    (OFFICIAL, SpeakerKind.ANONYMOUS),
    (REPORT, SpeakerKind.DOCUMENT),
]


def last(sentences: list[str], scheme: str) -> Quotation:
    """The last quotation of an article of these sentences."""
    return attribute(parse(*sentences, scheme=scheme))[-1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("sentences", "name"), NAMED)
def test_the_speaker_of_the_last_sentence(sentences: list[str], name: str, scheme: str) -> None:
    found = last(sentences, scheme)
    assert found.speaker is not None
    assert found.speaker.name.lower().removeprefix("a ").removeprefix("an ") == name.lower().removeprefix("an ")
    assert found.evidence.reason is None
    assert found.mention is not None
    assert found.evidence.chain[0] == found.mention.text


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("sentences", "reason"), SILENT)
def test_a_reason_for_no_speaker(sentences: list[str], reason: Reason, scheme: str) -> None:
    found = last(sentences, scheme)
    assert (found.speaker, found.evidence.reason) == (None, reason)


@pytest.mark.parametrize(("subject", "kind"), KINDS)
def test_the_kind_of_a_speaker(subject: str, kind: SpeakerKind) -> None:
    speaker = last([said(subject)], "universal").speaker
    assert speaker is not None
    assert speaker.kind == kind


def test_an_office_refers_to_its_holder() -> None:
    found = last([MAYOR, said("The/DT/det/2 mayor/NN/nsubj/0")], "universal")
    assert found.speaker is not None
    assert found.speaker.name == "Lopez"
    assert found.evidence.chain == ("The mayor", "Lopez")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_relative_pronoun_refers_to_the_noun_before_it(scheme: str) -> None:
    sentence = (
        "Lopez/NNP/nsubj/8/PERSON ,/,/punct/4 who/WP/nsubj/4 said/VBD/acl:relcl/1 it/PRP/nsubj/6 rained/VBD/ccomp/4 "
        ",/,/punct/4 left/VBD/root/0 ././punct/8"
    )
    speaker = last([sentence], scheme).speaker
    assert speaker is not None
    assert speaker.name == "Lopez"


@pytest.mark.xfail(strict=True, reason="the second of two subjects is no candidate for a pronoun yet")
def test_a_pronoun_after_two_subjects_is_ambiguous() -> None:
    two = "Peter/NNP/nsubj/4/PERSON and/CC/cc/3 John/NNP/conj/1/PERSON left/VBD/root/0 ././punct/4"
    assert last([two, said(HE)], "universal").evidence.reason == Reason.AMBIGUOUS_PRONOUN
