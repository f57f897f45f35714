"""Link quoted passages to reports: by coverage, by an adjacent cue, or as the continuation of a quotation."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage
from ..language.grammar import FINITE_TAGS
from ..model import Span
from ..rules.beat_persons import shows_writing
from ..rules.registry import Rules, report_beside_marks
from ..rules.report import Report
from ..rules.rule import Rule
from .continuations import ReportEnds, continued_report, is_of_no_person, seldom_reports

Spans = tuple[Span, ...]
SENTENCE_ENDS = frozenset(".!?")
WEAK = 0.5  # probability of a report beside a passage below which a likelier one of the last resort is preferred
MIN_FRAGMENT = 40  # characters from which unquoted content is kept beside a quoted utterance


@dataclass(frozen=True, slots=True)
class Linked:
    """Reports with their passages, and the indices of the passages that no report takes."""

    reports: list[Report]
    unattributed: list[int]


def size(spans: Spans) -> int:
    """The total number of characters in the spans."""
    return sum(s.end - s.start for s in spans)


def overlap(spans: Spans, other: Span) -> int:
    """The number of characters that ``spans`` share with ``other``."""
    return sum(max(0, min(s.end, other.end) - max(s.start, other.start)) for s in spans)


def union(first: Spans, second: Spans) -> Spans:
    """The union of two sets of spans, in order; touching or overlapping spans are merged."""
    merged: list[Span] = []
    for span in sorted(first + second):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def link(article: Article, reports: list[Report], rules: Rules) -> Linked:
    """Assign each quoted passage to the report that covers it, whose cue is beside it, or that it continues."""
    first, last = (
        [rule for rule in rules if rule.propose_beside and rule.last_resort is late] for late in (False, True)
    )
    told = [_without_later_words(article, r) for r in reports if not _is_beat(article, r, last)]
    reports = [_to_closing_mark(article, _without_earlier_words(article, report)) for report in told]
    by_cue = {r.cue_head: r for r in reports}
    held: dict[int, list[int]] = {}
    for number, cue_head in _covering(article.passages, reports).items():
        report = by_cue[cue_head]
        if report.source is not None and overlap((report.source.span,), article.passages[number].outer):
            continue  # a title in the description of the speaker
        if article.passages[number].closed and not article.passages[number].has_closing_mark:
            continue  # it was ended at the cue beside it, which decides below
        by_cue[cue_head] = _with_covered_passage(article, report, number, held.setdefault(cue_head, []))
    owned = _record_passages(by_cue, held)
    unattributed = []
    ends = ReportEnds(list(by_cue.values()))
    for number, passage in enumerate(article.passages):
        if number in owned or article.structure.is_silent(passage.outer.start):
            continue
        found = _beside(article, number, first, last)
        if found is not None:
            known = by_cue.get(found.cue_head)
            if known is not None and _is_of_source(known, passage):
                unattributed.append(number)
                continue
            # A passage without a closing mark was ended at this cue: a report with a source replaces a known one.
            adds = passage.has_closing_mark or found.source is None
            joins = known if adds and not _gives_way(known, found) else None
            by_cue[found.cue_head] = _add_passage(article, joins, number) if joins else found
            ends.add(passage, found.cue_head)
            continue
        earlier = continued_report(article, number, ends, by_cue)
        if earlier is not None:
            by_cue[earlier] = _add_sentence(article, by_cue[earlier], number)
            ends.add(passage, earlier)
            continue
        shown = report_beside_marks(article, number, last)
        joined = _joined(article, shown, by_cue.get(shown.cue_head)) if shown is not None else None
        if joined is not None:
            by_cue[joined.cue_head] = joined
            ends.add(passage, joined.cue_head)
        else:
            unattributed.append(number)
    return Linked(sorted(by_cue.values(), key=lambda r: (r.content[0].start, r.cue.start)), unattributed)


def _beside(article: Article, number: int, first: list[Rule], last: list[Rule]) -> Report | None:
    """The report beside a passage by the ``first`` rules, or by the ``last`` ones if it is weak and theirs likelier."""
    found = report_beside_marks(article, number, first)
    weak = found is not None and found.probability < WEAK
    shown = report_beside_marks(article, number, last) if weak else None
    return max((r for r in (found, shown) if r is not None), key=lambda r: r.probability, default=None)


def _is_beat(article: Article, report: Report, rules: Rules) -> bool:
    """Whether a verb that seldom reports takes a passage after the end of its sentence: XI rose. "Sit down."

    So does one before the last clause in front of a colon: who *dares* to, but XI did: "Sit down."
    Or one that shows something written, whose words follow: XI showed the court a note. "Sit down."
    """
    writes = shows_writing(article.tokens[report.cue_head])
    number = _later_passage(article, report, SENTENCE_ENDS | {":"}) if writes or seldom_reports(report) else None
    if number is None or writes:
        return number is not None
    found = report_beside_marks(article, number, rules)
    if found is None:
        return False
    without_cue = article.is_quoted(found.cue_head)
    if article.char_before(article.passages[number].outer.start) == ":":
        return found.cue_head > report.cue_head and not without_cue
    return found.cue_head == report.cue_head or (without_cue and found.probability > report.probability)


def _later_passage(article: Article, report: Report, ends: frozenset[str]) -> int | None:
    """The number of a report's last passage, if one of the characters ``ends`` parts it from the cue's sentence."""
    if report.rule.min_probability or report.content[-1].end <= report.cue.end:
        return None
    number = bisect_left(article.openings, report.content[-1].end) - 1
    if number < 0 or article.openings[number] <= report.cue.end:
        return None
    before = article.char_before(article.passages[number].outer.start)
    return number if before in ends else None


def _without_later_words(article: Article, report: Report) -> Report:
    """The report of what no person does, without a sentence after its own: The firm offered [a chair]. "Sit down." """
    number = _later_passage(article, report, SENTENCE_ENDS) if is_of_no_person(article, report) else None
    if number is None:
        return report
    kept = tuple(span for span in report.content if span.end <= article.openings[number])
    return report._replace(content=kept) if kept else report


def _is_of_source(report: Report, passage: Passage) -> bool:
    """Whether a passage is a title within the description of the speaker: YOUR LEADER ("Time to pay") *says* ..."""
    source = report.source.span if report.source is not None else passage.outer
    return source.start < passage.outer.start and passage.outer.end <= source.end


def _gives_way(known: Report | None, beat: Report) -> bool:
    """Whether a known report gives way to the beat of its verb, which is no cue: XI turned *to his lawyer*. "Sit down."

    It does if it has no passage and is less likely. A beat has no printed cue.
    """
    if known is None or known.passages or beat.cue.start < beat.cue.end:
        return False
    return known.probability < beat.probability


def _joined(article: Article, shown: Report, known: Report | None) -> Report | None:
    """A report beside a passage, joined with the known report of the same verb; None if the two disagree."""
    if known is None or _gives_way(known, shown):
        return shown
    same = known.source is not None and shown.source is not None and known.source.head == shown.source.head
    return _add_passage(article, known, shown.passages[0]) if same and known.passages else None


def _without_earlier_words(article: Article, report: Report) -> Report:
    """The report without a finished passage before a cue that has words of its own: "[We won." He warned] of "..."."""
    if not any(span.start >= report.cue.end for span in report.content):
        return report
    first = report.source.span.start if report.source else report.cue.start
    kept = tuple(s for s in report.content if not (s.end < first and article.text[s.end - 1] in ".!?"))
    return report._replace(content=kept) if kept and report.content[-1].start >= report.cue.end else report


def _to_closing_mark(article: Article, report: Report) -> Report:
    """The report whose clause ends with words in marks, with what closes them: [a note that asked, “Who?”]."""
    last = report.content[-1]
    passage = article.passage_at(last.end - 1)
    if passage is None or last.start >= passage.outer.start or last.end >= passage.end:
        return report
    if any(c.isalnum() for c in article.text[last.end : passage.end]):
        return report
    return report._replace(content=(*report.content[:-1], Span(last.start, passage.outer.end)))


def shown_beside(article: Article, left: list[int], kept: list[Report], rules: Rules) -> list[Report]:
    """The reports by the rules of the last resort of passages that unlikely reports leave, if no kept one has them."""
    late = [rule for rule in rules if rule.last_resort]
    owned, heads = {n for report in kept for n in report.passages}, {report.cue_head for report in kept}
    found = (report_beside_marks(article, number, late) for number in left if number not in owned)
    return [report for report in found if report is not None and report.cue_head not in heads]


def reassign_passages(article: Article, kept: list[Report], passages: set[int]) -> Linked:
    """Assign the passages of dropped reports to the kept reports that cover most of them.

    ``passages`` are the indices of all passages that were assigned or unattributed before.
    """
    by_cue = {r.cue_head: r for r in kept}
    held: dict[int, list[int]] = {}
    unattributed = passages - {n for r in kept for n in r.passages}
    for number, cue_head in _covering(article.passages, kept).items():
        report, outer = by_cue[cue_head], article.passages[number].outer
        if number in unattributed and 2 * overlap(report.content, outer) > outer.end - outer.start:
            by_cue[cue_head] = _with_covered_passage(article, report, number, held.setdefault(cue_head, []))
    unattributed -= _record_passages(by_cue, held)
    return Linked(list(by_cue.values()), sorted(unattributed))


def _with_covered_passage(article: Article, report: Report, number: int, held: list[int]) -> Report:
    """The report with the content of another passage that it covers. Appends the passage's index to ``held``."""
    first = not report.passages and not held
    held.append(number)
    if report.rule.verbatim:
        return report  # its content is all that was said, with the marks
    return report._replace(content=_merged_content(article.text, report.content, article.passages[number], first))


def _record_passages(by_cue: dict[int, Report], held: dict[int, list[int]]) -> set[int]:
    """Add the indices in ``held`` to the reports in ``by_cue``, all at once as there may be many, and return them."""
    for cue_head, numbers in held.items():
        by_cue[cue_head] = by_cue[cue_head]._replace(passages=(*by_cue[cue_head].passages, *numbers))
    return {number for numbers in held.values() for number in numbers}


def _add_passage(article: Article, report: Report, number: int) -> Report:
    """The report with a passage added to its content."""
    content = _merged_content(article.text, report.content, article.passages[number], not report.passages)
    return report._replace(content=content, passages=(*report.passages, number))


def _add_sentence(article: Article, report: Report, number: int) -> Report:
    """The report with a passage in which the speaker goes on; what was said before it is kept if it is a clause."""
    if report.passages or not any(_has_finite_verb(article, span) for span in report.content):
        return _add_passage(article, report, number)
    content = union(report.content, article.passages[number].spans)
    return report._replace(content=content, passages=(number,))


def _has_finite_verb(article: Article, span: Span) -> bool:
    return any(token.tag_ in FINITE_TAGS for token in article.tokens[slice(*article.token_range(span))])


def _merged_content(text: str, content: Spans, passage: Passage, first: bool) -> Spans:
    """The content with a passage added; ``first`` if it is the first one.

    Content inside the passage is replaced by it, so that a span with the outer marks loses them. Short content
    elsewhere is dropped if the passage is an utterance: "..., Trump told [Britain's ITV]".
    """
    outer = passage.outer
    rest = tuple(s for s in content if not (outer.start <= s.start and s.end <= outer.end + 1))
    if first and is_utterance(text, passage) and text[passage.start].isupper():
        least = MIN_FRAGMENT if text[passage.end - 1] != "," else len(text)
        rest = tuple(s for s in rest if s.end - s.start >= least or _touches(s, outer))
    return tuple(_with_both_marks(s, passage) for s in union(rest, passage.spans))


def _with_both_marks(span: Span, passage: Passage) -> Span:
    """The span, extended by a mark if it includes only one of the passage's two marks."""
    outer = passage.outer
    if span.start < outer.start and span.end == passage.end:
        return Span(span.start, outer.end)
    if span.end > outer.end and span.start == passage.start:
        return Span(outer.start, span.end)
    return span


def _touches(span: Span, outer: Span) -> bool:
    return span.end >= outer.start - 2 and span.start <= outer.end + 2


def _nesting_order(report: Report) -> int:
    """A sort key for overlapping reports: inner ones of a chain first, "according to" a whole clause last."""
    return size(report.content) + (1_000_000 if report.rule.wraps_clause else 0)


def _covering(passages: list[Passage], reports: list[Report]) -> dict[int, int]:
    """For each passage the innermost report whose content overlaps it: passage index -> cue head."""
    places = [(s.start, s.end, _nesting_order(r), r.cue_head, r.cue.start) for r in reports for s in r.content]
    places.sort(key=lambda p: p[0])
    found: dict[int, int] = {}
    active: list[tuple[int, int, int, int, int]] = []
    at = 0
    for number, passage in enumerate(passages):
        while at < len(places) and places[at][0] < passage.outer.end:
            active.append(places[at])
            at += 1
        active = [p for p in active if p[1] > passage.outer.start]
        inside = [p for p in active if p[1] > passage.start and not passage.outer.start <= p[4] < passage.outer.end]
        if inside:
            found[number] = min(inside, key=lambda p: p[2])[3]
    return found
