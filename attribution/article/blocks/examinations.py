"""Who asks and who answers where a transcript prints only "Q." and "A.": what its heads and labels say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...language.name_key import key
from ...model import Span, SpeakerKind
from .block import Label
from .labels import Candidate, Form
from .transcript_heads import NAME, Head, HeadKind

# "I call PC Ada Frost.", "The State calls Ada Frost."
CALLS = re.compile(
    r"\b(?:I|[Ww]e|[A-Z][a-z]+)(?: (?:will|would|now|next|like|to|can)){0,4} calls? "
    rf"(?:(?:as )?(?:our|my|its) [a-z ]{{1,20}}, )?{NAME}(?=[.,;]|$)"
)
ASIDE = re.compile(rf"\s*[(\[](?:BY|By|by) {NAME}[)\]]:?\s*")  # "Q. (By Ms. Obi) And then?"
WITNESSES = frozenset({"witness", "deponent", "interviewee"})


def with_parties(text: str, paragraphs: list[Span], labels: list[Candidate], heads: list[Head]) -> Iterator[Candidate]:
    """The labels, "Q." and "A." with the name of who asks or answers, and "THE WITNESS" with whom it means.

    A letter keeps an empty name if the text does not say whose it is. The questions are those of the examiner of the
    last head, or of the last person by name whom a letter or the witness answered.
    """
    parties = _Parties(text)
    at = 0
    for number, found in enumerate(labels):
        while at < len(heads) and heads[at].paragraph < found.paragraph:
            parties.note_head(heads[at])
            at += 1
        line = Span(found.end, paragraphs[found.paragraph].end)
        if found.letter:
            yield parties.lettered(found, line)
            continue
        following = labels[number + 1] if number + 1 < len(labels) else None
        yield parties.named(found, line, following)


def with_answers(paragraphs: list[Span], labels: list[Candidate]) -> list[Candidate]:
    """The labels; if they are all "Q", with an empty label at the paragraph below each, where the answer begins."""
    if any(label.letter != "Q" for label in labels):
        return labels
    found = []
    for label, end in zip(labels, [*(label.paragraph for label in labels[1:]), len(paragraphs)], strict=True):
        found.append(label)
        if label.paragraph + 1 < end:
            at = paragraphs[label.paragraph + 1].start
            nobody = Span(at, at)
            answer = Label(nobody, nobody, SpeakerKind.ANONYMOUS, nobody, "A")
            found.append(Candidate(label.paragraph + 1, Form.LETTER, answer, at))
    return found


class _Parties:
    """The examiner and the witness at a place in the transcript."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._examiner: Label | None = None
        self._by_head = False  # whether a head names the examiner
        self._witness: Label | None = None

    def note_head(self, head: Head) -> None:
        if head.kind == HeadKind.EXAMINER:
            self._examiner, self._by_head = _label(head.name), True
        elif head.kind == HeadKind.WITNESS:
            self._witness = _label(head.name)
        elif head.kind == HeadKind.RELEASED:
            self._witness = None

    def lettered(self, found: Candidate, line: Span) -> Candidate:
        """The label "Q." or "A." with the name of whose turn it opens."""
        aside = ASIDE.match(self._text, *line) if found.letter == "Q" else None
        if aside:
            self._examiner, self._by_head = _label(Span(*aside.span("name"))), True
            found = found._replace(end=aside.end())
        who = self._examiner if found.letter == "Q" else self._witness
        if who is None:
            return found
        return found._replace(label=found.label._replace(name=who.name, kind=who.kind, means=who.means))

    def named(self, found: Candidate, line: Span, following: Candidate | None) -> Candidate:
        """The label of a speaker by name or office; "THE WITNESS" with the witness whom it means."""
        if is_witness(found):
            known = self._witness
            if known is None or known.kind != SpeakerKind.PERSON:
                self._witness = found.label
                return found
            return found._replace(label=found.label._replace(means=known.name))
        if following is not None:
            self._note_question(found, line, following)
        calls = CALLS.search(self._text, *line)
        if calls and len(calls["name"].split()) > 1:
            self._witness = _label(Span(*calls.span("name")))
            self._examiner, self._by_head = found.label, False
        return found

    def _note_question(self, found: Candidate, line: Span, following: Candidate) -> None:
        """Note who asks, if a letter or the witness answers. The court asks between the examiner's questions."""
        asks = self._text[line.start : line.end].rstrip().endswith("?")
        person = found.label.kind == SpeakerKind.PERSON
        if following.letter == "A":
            takes = self._examiner is None or asks if person else asks and not self._by_head
        else:
            takes = person and self._examiner is None and is_witness(following)
        if takes:
            self._examiner, self._by_head = found.label, False


def is_witness(found: Candidate) -> bool:
    """Whether a label is that of a witness without a name: "THE WITNESS", "WITNESS 10"."""
    parts = [key(part) for part in found.parts if not part.isdigit()]
    return bool(parts) and parts[-1] in WITNESSES


def _label(name: Span) -> Label:
    return Label(name, Span(name.end, name.end), SpeakerKind.PERSON, Span(name.end, name.end))
