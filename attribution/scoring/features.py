"""The named features of a candidate report, used by the scorers and shown as factors in the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log

from ..article.article import Article
from ..article.role_runs import CONTENT, CUE, SOURCE
from ..language.grammar import NEGATIVE_ADVERBS, is_passive, is_verb
from ..model import Span
from ..rules.report import Report, Source
from ..rules.rule import Rule

MAX_BETWEEN = 6.0  # cap on the expected number of tokens of a role between a cue and its source or content
MAX_SOURCE_DISTANCE = 12  # tokens between a cue and a source that counts as adjacent


Features = dict[str, float]
AdjacentPassages = tuple[
    tuple[str, Span], ...
]  # the quoted passages adjacent to cue and source, without marks: ("left" or "right", passage)


@dataclass(frozen=True, slots=True)
class CueFeatures:
    """The cached features of one cue: its own, those of each source, and those of each (content, extent)."""

    cue: Features
    sources: dict[Source | None, tuple[Features, AdjacentPassages]] = field(default_factory=dict)
    contents: dict[tuple[tuple[Span, ...], str], Features] = field(default_factory=dict)


FeatureCache = dict[tuple[int, Rule], CueFeatures]  # of one article, by the cue's head token and its rule


def logit(p: float) -> float:
    """The log odds of a probability, clipped to about -4 to 4."""
    p = min(max(p, 0.018), 0.982)
    return log(p / (1 - p))


def group_features(article: Article, cache: FeatureCache, group: list[Report]) -> list[Features]:
    """The features of each variant of one cue. Those of the cue, a source or a content alone are cached."""
    rows: list[Features] = []
    cached: CueFeatures | None = None
    for report in group:
        cached = cached or _features_of_cue(article, cache, report)
        source = cached.sources.get(report.source)
        if source is None:
            source = cached.sources[report.source] = (_source(article, report), _adjacent_passages(article, report))
        content = cached.contents.get((report.content, report.extent))
        if content is None:
            content = cached.contents[report.content, report.extent] = _content(article, report)
        row = {**cached.cue, **source[0], **content}
        for name, (start, end) in source[1]:
            inside = any(s.start < end and start < s.end for s in report.content)
            row[f"{name}_marks_{'taken' if inside else 'left_out'}"] = 1.0
        rows.append(row)
    return rows


def _features_of_cue(article: Article, cache: FeatureCache, report: Report) -> CueFeatures:
    """The cached features of a report's cue."""
    known = cache.get((report.cue_head, report.rule))
    if known is None:
        known = cache[report.cue_head, report.rule] = CueFeatures(_cue(article, report))
    return known


def features(article: Article, cache: FeatureCache, report: Report) -> Features:
    """The features of one candidate by name; absent features are 0."""
    return group_features(article, cache, [report])[0]


def _cue(article: Article, report: Report) -> Features:
    found: Features = {f"rule={report.rule.name}": 1.0}
    verb = article.tokens[report.cue_head]
    if is_verb(verb):
        _, shape, state = article.frames.frame(verb)
    else:
        shape, state = "none", article.frames.mark_state(verb, [])
    found["prior"] = logit(report.prior)
    found[f"frame={shape}"] = 1.0
    found[f"marks={state}"] = 1.0
    found[f"tag={verb.tag_}"] = 1.0
    found[f"dep={verb.dep_.partition(':')[0] if verb.dep_ != 'acl:relcl' else 'relcl'}"] = 1.0
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in NEGATIVE_ADVERBS:
            found["negated"] = 1.0
        elif child.tag_ == "MD":
            found["modal"] = 1.0
        elif child.dep_.startswith("aux") and child.lemma_ == "have":
            found["perfect"] = 1.0
        elif child.tag_ == "TO" or (child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless")):
            found[f"mark={child.lower_}"] = 1.0
    if is_verb(verb) and is_passive(verb):
        found["passive"] = 1.0
    found["cue_role"] = article.roles.probability(CUE, report.cue_head)
    if article.passage_at(report.cue.start) is not None:
        found["cue_in_marks"] = 1.0
    return found


def _source(article: Article, report: Report) -> Features:
    if report.source is None:
        first, last = max(0, report.cue_head - MAX_SOURCE_DISTANCE), min(len(article.tokens), report.cue_head + 8)
        return {"source=none": 1.0, "any_source_near": max(article.roles.membership[SOURCE][first:last], default=0.0)}
    found: Features = {}
    first, last = article.token_range(report.source.span)
    head = article.tokens[report.source.head]
    found[f"source={report.source.rule}"] = 1.0
    found[f"source_pos={head.pos_}"] = 1.0
    found[f"source_entity={head.ent_type_ or 'none'}"] = 1.0
    if head.lower_ in ("it", "i", "you", "we", "that", "this", "which", "who", "there", "what"):
        found[f"source_word={head.lower_}"] = 1.0
    mean = article.roles.mean(SOURCE, first, last)
    found["source_role"] = mean
    found["source_begin"] = article.roles.start_probability(SOURCE, first)
    found["source_end"] = article.roles.end_probability(SOURCE, last - 1)
    found["source_before"] = article.roles.probability(SOURCE, first - 1)
    found["source_after"] = article.roles.probability(SOURCE, last)
    found["source_distance"] = min(abs(report.source.head - report.cue_head), 30) / 10
    found["source_length"] = log(1 + last - first)
    _between(article, found, "to_source", first, last, report)
    sentence = article.sentence
    found["source_other_sentence"] = float(sentence[report.source.head] != sentence[report.cue_head])
    return found


def _content(article: Article, report: Report) -> Features:
    if not report.content:
        return {"content=none": 1.0}
    found: Features = {f"extent={report.extent}": 1.0}
    ranges = [article.token_range(s) for s in report.content]
    size = sum(e - s for s, e in ranges)
    mean = sum(article.roles.mean(CONTENT, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    first, last = ranges[0][0], ranges[-1][1]
    found["content_role"] = mean
    found["content_begin"] = max(
        article.roles.start_probability(CONTENT, first), article.roles.start_probability(CONTENT, first + 1)
    )
    ends = range(last - 1, max(last + 1, _end_of_marks(article, report.content[-1])))
    found["content_end"] = max(article.roles.end_probability(CONTENT, at) for at in ends)
    found["content_inner_ends"] = sum((article.roles.end_probability(CONTENT, e - 1) for _, e in ranges[:-1]), 0.0)
    found["content_before"] = article.roles.probability(CONTENT, first - 1)
    found["content_after"] = article.roles.probability(CONTENT, last) - article.roles.start_probability(CONTENT, last)
    found["content_length"] = log(1 + size)
    found["content_spans"] = float(min(len(ranges), 4) - 1)
    found["content_as_source"] = sum(article.roles.mean(SOURCE, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    found["content_as_cue"] = sum(article.roles.mean(CUE, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    nearest = first if first > report.cue_head else last - 1
    sentence = article.sentence
    found["content_sentences_off"] = float(min(abs(sentence[nearest] - sentence[report.cue_head]), 3))
    _between(article, found, "to_content", *(ranges[0] if nearest == first else ranges[-1]), report)
    word = article.tokens[first].lower_
    if word in ("that", "whether", "to", "about", "for", "as", "if", "how", "why", "what"):
        found[f"content_starts={word}"] = 1.0
    if ranges[0][0] > report.cue_head:
        found["content_right"] = 1.0
        found["content_distance"] = min(ranges[0][0] - report.cue_head, 30) / 10
    elif ranges[-1][1] <= report.cue_head:
        found["content_left"] = 1.0
        found["content_distance"] = min(report.cue_head - ranges[-1][1], 30) / 10
    opening = article.text[report.content[0].start]
    if opening in '“"‘«':
        found["content_opens_marks"] = 1.0
    _marks(article, report, found)
    return found


def _end_of_marks(article: Article, span: Span) -> int:
    """The token after the closing mark of a passage that a content ends with; the mark may be several tokens: “Go,‘‘.

    0 if it ends with no passage.
    """
    passage = article.passage_at(span.end - 1)
    if passage is None or passage.end != span.end:
        return 0
    return article.token_range(passage.outer)[1]


def _between(article: Article, found: Features, name: str, first: int, last: int, report: Report) -> None:
    """Add the expected number of cue, source and content tokens between the cue and tokens ``first`` to ``last``."""
    own_first, own_last = article.token_range(report.cue)
    start, end = (last, own_first) if first < own_first else (own_last, first)
    if start < end:
        for role, what in ((CUE, "cues"), (SOURCE, "sources"), (CONTENT, "contents")):
            found[f"{what}_{name}"] = min(article.roles.mean(role, start, end) * (end - start), MAX_BETWEEN)
        found[f"paragraph_{name}"] = float(article.paragraph[start] != article.paragraph[end])


def _marks(article: Article, report: Report, found: Features) -> None:
    """Add whether the content covers the quoted passages at its edges as a whole or in part."""
    for span in report.content:
        for at in (span.start, span.end - 1):
            passage = article.passage_at(at)
            if passage is None or article.passage_at(report.cue.start) is passage:
                continue
            whole = span.start <= passage.start + 1 and passage.end - 1 <= span.end
            found["content_whole_marks" if whole else "content_part_of_marks"] = 1.0


def _adjacent_passages(article: Article, report: Report) -> AdjacentPassages:
    """The quoted passages adjacent to the cue and its source, on the left and on the right."""
    edges = [report.cue.start, report.cue.end]
    if report.source is not None and abs(report.source.head - report.cue_head) < MAX_SOURCE_DISTANCE:
        edges += report.source.span
    passages = article.passage_before(min(edges)), article.passage_after(max(edges))
    return tuple((name, Span(p.start, p.end)) for name, p in zip(("left", "right"), passages, strict=True) if p)
