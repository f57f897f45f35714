"""Link quoted passages to reports: by coverage, by an adjacent cue, or as the continuation of a quotation."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ..article.article import Article
from ..article.passages import Passage, trim
from ..model import Span
from ..rules.beat_persons import shows_writing
from ..rules.registry import Rules, report_beside_marks
from ..rules.report import Report
from ..rules.rule import Rule
from .added_passages import add_passage, add_sentence, merged_content
from .continuations import earlier_report
from .earlier_turns import ReportEnds, is_of_no_person, says_nothing, seldom_reports
from .spans import overlap, size
from .turn_chooser import Decide, choose
from .turn_speakers import Names

SENTENCE_ENDS = frozenset(".!?")
WEAK = 0.5  # probability of a report beside a passage below which a likelier one of the last resort is preferred


@dataclass(frozen=True, slots=True)
class Linked:
    """Reports with their passages, and the indices of the passages that no report takes."""

    reports: list[Report]
    unattributed: list[int]


def link(article: Article, reports: list[Report], rules: Rules, decide: Decide = choose) -> Linked:
    """Assign each quoted passage to the report that covers it, whose cue is beside it, or that it continues.

    ``decide`` chooses who speaks in a passage without a cue.
    """
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
    silent = article.structure.is_silent
    free = [n for n, p in enumerate(article.passages) if n not in owned and not silent(p.outer.start)]
    beside = {number: _beside(article, number, first, last) for number in free}
    showing = {n: report_beside_marks(article, n, last) for n in free if beside[n] is None}
    others = [r for r in (*beside.values(), *showing.values()) if r is not None and r.cue_head not in by_cue]
    ends = ReportEnds(list(by_cue.values()), Names(article, [*by_cue.values(), *others]))
    for number in free:
        passage, found = article.passages[number], beside[number]
        if found is not None:
            known = by_cue.get(found.cue_head)
            if known is not None and _is_of_source(known, passage):
                unattributed.append(number)
                continue
            # A passage without a closing mark was ended at this cue: a report with a source replaces a known one.
            adds = passage.has_closing_mark or found.source is None
            joins = known if adds and not _gives_way(known, found) else None
            by_cue[found.cue_head] = add_passage(article, joins, number) if joins else found
            ends.add(passage, found.cue_head)
            continue
        shown = showing[number]
        joined = _joined(article, shown, by_cue.get(shown.cue_head)) if shown is not None else None
        earlier = earlier_report(article, number, ends, by_cue, joined, decide)
        if earlier is not None:
            by_cue[earlier] = add_sentence(article, by_cue[earlier], number)
            ends.add(passage, earlier)
        elif joined is not None:
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
    """A report beside a passage, joined with the known report of the same verb; None if the two disagree.

    Beside one that tells of no words it stands for itself: XI does not *believe* it. "It rained."
    """
    if known is None or _gives_way(known, shown):
        return shown
    if not known.passages and says_nothing(article, known):
        return shown._replace(cue_head=article.first_token_inside(article.passages[shown.passages[0]]))
    same = known.source is not None and shown.source is not None and known.source.head == shown.source.head
    return add_passage(article, known, shown.passages[0]) if same and known.passages else None


def _without_earlier_words(article: Article, report: Report) -> Report:
    """The report without a finished passage before a cue that has words of its own: "[We won." He warned] of "..."."""
    first = report.source.span.start if report.source else report.cue.start
    content = tuple(_after_finished_passage(article, s) if s.end < first else s for s in report.content)
    report = report._replace(content=content)
    if not any(span.start >= report.cue.end for span in content):
        return report
    kept = tuple(s for s in content if not (s.end < first and article.text[s.end - 1] in ".!?"))
    return report._replace(content=kept) if kept and content[-1].start >= report.cue.end else report


def _after_finished_passage(article: Article, span: Span) -> Span:
    """The words of a span after a sentence in quotation marks that opens it: ["We won." He] would not stop, he said."""
    passage = article.passage_at(span.start)
    if passage is None or span.start > passage.start or article.text[passage.end - 1] not in ".!?":
        return span
    rest = trim(article.text, Span(min(passage.outer.end, span.end), span.end))
    return rest if rest.start < rest.end and article.text[rest.start].isupper() else span


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
    return report._replace(content=merged_content(article.text, report.content, article.passages[number], first))


def _record_passages(by_cue: dict[int, Report], held: dict[int, list[int]]) -> set[int]:
    """Add the indices in ``held`` to the reports in ``by_cue``, all at once as there may be many, and return them."""
    for cue_head, numbers in held.items():
        by_cue[cue_head] = by_cue[cue_head]._replace(passages=(*by_cue[cue_head].passages, *numbers))
    return {number for numbers in held.values() for number in numbers}


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
