"""Named features of a candidate report: what the scorer weighs, and what the evidence can name."""

from __future__ import annotations

from math import log

from ..language.grammar import is_passive, is_verb
from ..roles.runs import CONTENT, CUE, SOURCE
from ..rules.report import Report
from .token_roles import Beside, Features, Known, TokenRoles

MOST_BETWEEN = 6.0  # tokens of a role between a cue and its source or content that count
BESIDE = 12  # tokens between a cue and a source that stands beside it


def logit(p: float) -> float:
    """Log odds, held between -4 and 4."""
    p = min(max(p, 0.018), 0.982)
    return log(p / (1 - p))


def group_features(roles: TokenRoles, group: list[Report]) -> list[Features]:
    """The features of the variants of one cue: what concerns the cue, a source or a content alone is looked up once."""
    rows = []
    for report in group:
        known = roles.known.get((report.verb, report.rule))
        if known is None:
            known = roles.known[report.verb, report.rule] = Known(_cue(roles, report))
        source = known.sources.get(report.source)
        if source is None:
            source = known.sources[report.source] = (_source(roles, report), _beside(roles, report))
        content = known.contents.get((report.content, report.extent))
        if content is None:
            content = known.contents[report.content, report.extent] = _content(roles, report)
        row = {**known.cue, **source[0], **content}
        for name, passage in source[1]:
            inside = any(s.start < passage.end and passage.start < s.end for s in report.content)
            row[f"{name}_marks_{'taken' if inside else 'left_out'}"] = 1.0
        rows.append(row)
    return rows


def features(roles: TokenRoles, report: Report) -> Features:
    """The features of one candidate, by name; what is absent is 0."""
    return group_features(roles, [report])[0]


def _cue(roles: TokenRoles, report: Report) -> Features:
    found: Features = {f"rule={report.rule}": 1.0}
    verb = roles.article.tokens[report.verb]
    if is_verb(verb):
        _, shape, state = roles.article.frames.frame(verb)
    else:
        shape, state = "none", roles.article.frames.state(verb, [])
    found["prior"] = logit(report.prior)
    found[f"frame={shape}"] = 1.0
    found[f"marks={state}"] = 1.0
    found[f"tag={verb.tag_}"] = 1.0
    found[f"dep={verb.dep_.partition(':')[0] if verb.dep_ != 'acl:relcl' else 'relcl'}"] = 1.0
    for child in verb.children:
        if child.dep_ in ("neg",) or child.lower_ in ("not", "n't", "n’t", "never"):
            found["negated"] = 1.0
        elif child.tag_ == "MD":
            found["modal"] = 1.0
        elif child.dep_.startswith("aux") and child.lemma_ == "have":
            found["perfect"] = 1.0
        elif child.tag_ == "TO" or (child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless")):
            found[f"mark={child.lower_}"] = 1.0
    if is_verb(verb) and is_passive(verb):
        found["passive"] = 1.0
    found["cue_role"] = roles.at(CUE, report.verb)
    if roles.article.passage_at(report.cue.start) is not None:
        found["cue_in_marks"] = 1.0
    return found


def _source(roles: TokenRoles, report: Report) -> Features:
    if report.source is None:
        first, last = max(0, report.verb - BESIDE), min(len(roles.article.tokens), report.verb + 8)
        return {"source=none": 1.0, "any_source_near": max(roles.inside[SOURCE][first:last], default=0.0)}
    found: Features = {}
    first, last = roles.article.range(report.source.span)
    head = roles.article.tokens[report.source.head]
    found[f"source={report.source.rule}"] = 1.0
    found[f"source_pos={head.pos_}"] = 1.0
    found[f"source_entity={head.ent_type_ or 'none'}"] = 1.0
    if head.lower_ in ("it", "i", "you", "we", "that", "this", "which", "who", "there", "what"):
        found[f"source_word={head.lower_}"] = 1.0
    mean = roles.mean(SOURCE, first, last)
    found["source_role"] = mean
    found["source_begin"] = roles.begin(SOURCE, first)
    found["source_end"] = roles.end(SOURCE, last - 1)
    found["source_before"] = roles.at(SOURCE, first - 1)
    found["source_after"] = roles.at(SOURCE, last)
    found["source_distance"] = min(abs(report.source.head - report.verb), 30) / 10
    found["source_length"] = log(1 + last - first)
    _between(roles, found, "to_source", first, last, report)
    sentence = roles.article.sentence
    found["source_other_sentence"] = float(sentence[report.source.head] != sentence[report.verb])
    return found


def _content(roles: TokenRoles, report: Report) -> Features:
    if not report.content:
        return {"content=none": 1.0}
    found: Features = {f"extent={report.extent}": 1.0}
    ranges = [roles.article.range(s) for s in report.content]
    size = sum(e - s for s, e in ranges)
    mean = sum(roles.mean(CONTENT, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    first, last = ranges[0][0], ranges[-1][1]
    found["content_role"] = mean
    found["content_begin"] = max(roles.begin(CONTENT, first), roles.begin(CONTENT, first + 1))
    found["content_end"] = max(roles.end(CONTENT, last - 1), roles.end(CONTENT, last))
    found["content_inner_ends"] = sum((roles.end(CONTENT, e - 1) for _, e in ranges[:-1]), 0.0)
    found["content_before"] = roles.at(CONTENT, first - 1)
    found["content_after"] = roles.at(CONTENT, last) - roles.begin(CONTENT, last)
    found["content_length"] = log(1 + size)
    found["content_spans"] = float(min(len(ranges), 4) - 1)
    found["content_as_source"] = sum(roles.mean(SOURCE, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    found["content_as_cue"] = sum(roles.mean(CUE, s, e) * (e - s) for s, e in ranges) / max(size, 1)
    nearest = first if first > report.verb else last - 1
    sentence = roles.article.sentence
    found["content_sentences_off"] = float(min(abs(sentence[nearest] - sentence[report.verb]), 3))
    _between(roles, found, "to_content", *(ranges[0] if nearest == first else ranges[-1]), report)
    word = roles.article.tokens[first].lower_
    if word in ("that", "whether", "to", "about", "for", "as", "if", "how", "why", "what"):
        found[f"content_starts={word}"] = 1.0
    if ranges[0][0] > report.verb:
        found["content_right"] = 1.0
        found["content_distance"] = min(ranges[0][0] - report.verb, 30) / 10
    elif ranges[-1][1] <= report.verb:
        found["content_left"] = 1.0
        found["content_distance"] = min(report.verb - ranges[-1][1], 30) / 10
    opening = roles.article.text[report.content[0].start]
    if opening in '“"‘«':
        found["content_opens_marks"] = 1.0
    _marks(roles, report, found)
    return found


def _between(roles: TokenRoles, found: Features, name: str, first: int, last: int, report: Report) -> None:
    """What stands between the cue and tokens ``first`` to ``last``: other cues, sources and contents, in tokens."""
    own_first, own_last = roles.article.range(report.cue)
    start, end = (last, own_first) if first < own_first else (own_last, first)
    if start < end:
        for role, what in ((CUE, "cues"), (SOURCE, "sources"), (CONTENT, "contents")):
            found[f"{what}_{name}"] = min(roles.mean(role, start, end) * (end - start), MOST_BETWEEN)
        found[f"paragraph_{name}"] = float(roles.article.paragraph[start] != roles.article.paragraph[end])


def _marks(roles: TokenRoles, report: Report, found: Features) -> None:
    """How the content lies to the quotation marks at its edges."""
    article = roles.article
    for span in report.content:
        for at in (span.start, span.end - 1):
            passage = article.passage_at(at)
            if passage is None or article.passage_at(report.cue.start) is passage:
                continue
            whole = span.start <= passage.start + 1 and passage.end - 1 <= span.end
            found["content_whole_marks" if whole else "content_part_of_marks"] = 1.0


def _beside(roles: TokenRoles, report: Report) -> Beside:
    """The marked passages that touch the cue and its source, on the left and on the right."""
    edges = [report.cue.start, report.cue.end]
    if report.source is not None and abs(report.source.head - report.verb) < BESIDE:
        edges += report.source.span
    passages = roles.article.passage_before(min(edges)), roles.article.passage_after(max(edges))
    return tuple((name, p) for name, p in zip(("left", "right"), passages, strict=True) if p is not None)
