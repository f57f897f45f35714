"""Run the components of the pipeline over parts of an article, which is faster and takes less memory than the whole.

The token vectors are computed first (``token_vectors.py``). The parser, which reads nothing but these vectors, then
takes the parts between preset sentence boundaries as a batch of short Docs, and so does an entity recognizer whose kind
``entity_recognizer.py`` does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, ORTH, SENT_START  # type: ignore[import-not-found]
from spacy.pipeline import DependencyParser, EntityRecognizer, Lemmatizer, Tok2Vec
from spacy.tokens import Doc

from .entity_recognizer import entities
from .lemmas import lemmatize
from .token_vectors import token_vectors
from .transitions import final_states

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 4_096  # tokens per batch of parts, which bounds the memory for a long article


def in_pieces(nlp: Language, name: str, doc: Doc) -> Doc:
    """Apply a component to a Doc in the way that suits its kind; returns the Doc."""
    component: Any = nlp.get_pipe(name)
    if not len(doc):
        return doc
    if isinstance(component, Tok2Vec) and (vectors := token_vectors(nlp, name)):
        component.set_annotations([doc], [vectors.of(doc)])
        return doc
    if _reads_only_vectors(nlp, name):
        if isinstance(component, EntityRecognizer) and (recognizer := entities(nlp, name)):
            return recognizer.recognize(doc)
        columns: list[int | str] = [HEAD, DEP] if isinstance(component, DependencyParser) else [ENT_IOB, ENT_TYPE]
        return _in_batches(component, doc, columns)
    if isinstance(component, Lemmatizer) and component.mode == "rule":
        return lemmatize(component, doc)
    return component(doc)  # type: ignore[no-any-return]


def _reads_only_vectors(nlp: Language, name: str) -> bool:
    """Whether a parser or entity recognizer takes its vectors from the pipeline's tok2vec component."""
    if not isinstance(nlp.get_pipe(name), DependencyParser | EntityRecognizer) or "tok2vec" not in nlp.pipe_names:
        return False
    return name in nlp.get_pipe("tok2vec").listening_components  # type: ignore[attr-defined]


def _in_batches(component: Any, doc: Doc, columns: list[int | str]) -> Doc:
    """Apply a parser or entity recognizer to the parts of a Doc; ``columns`` are the attributes that it sets."""
    made, batch, size = [], list[Doc](), 0
    for part in [*_parts(doc), None]:
        if batch and (part is None or size + len(part) > BATCH):
            component.set_annotations(batch, final_states(component, batch))
            made += [each.to_array(columns) for each in batch]
            batch, size = [], 0
        if part is not None:
            batch.append(part)
            size += len(part)
    return doc.from_array(columns, numpy.concatenate(made)) if made else doc  # type: ignore[arg-type]


def _parts(doc: Doc) -> list[Doc]:
    """The parts of a Doc between its preset sentence boundaries, with their vectors."""
    table = doc.to_array([ORTH, SENT_START])
    starts = [0, *(numpy.flatnonzero(table[1:, 1] == 1) + 1).tolist()]
    words: list[Any] = table[:, 0].tolist()  # hashes, which a Doc takes as well as strings
    parts = []
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        part = Doc(doc.vocab, words=words[start:end])
        part.tensor = doc.tensor[start:end]
        parts.append(part)
    return parts
