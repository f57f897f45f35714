"""The bundled spaCy pipeline, loaded once a process, and the way from a text to a parsed Doc."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .article.text import check, dateline_ends, paragraphs, put_text
from .errors import PipelineNotFound

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BUNDLED = Path(__file__).parent / "trained" / "en"
PIPELINE_VARIABLE = "SAIDBY_PIPELINE"  # a folder or package name of another English spaCy pipeline


@cache
def pipeline() -> Language:
    """The bundled pipeline, or the one named in ``SAIDBY_PIPELINE``.

    Raises ``PipelineNotFound`` if there is none of that name.
    """
    import spacy

    from .roles import component  # noqa: F401  registers the factory of the bundled pipeline's last component

    wanted = os.environ.get(PIPELINE_VARIABLE) or BUNDLED
    try:
        nlp = spacy.load(wanted)
    except OSError as error:
        raise PipelineNotFound(f"no spaCy pipeline at {wanted}: {error}") from error
    # The pipeline's 200,000 objects live as long as the process: without them the garbage collector has less to walk.
    gc.collect()
    gc.freeze()
    return nlp


def make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of ``text``, with a sentence boundary wherever a paragraph begins and after a dateline."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = nlp.make_doc(text)
    put_text(doc, text)
    blocks = paragraphs(text)
    starts = {p.start for p in blocks}.union(dateline_ends(text, blocks))
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


@contextmanager
def parsed(text: str) -> Iterator[Doc]:
    """Parse one article; the Doc is only good inside the ``with``, its strings are freed afterwards.

    Not to be shared between threads: spaCy's memory zone is one per pipeline.
    Raises ``InvalidText`` if the text is empty, too long or not encodable.
    """
    check(text)
    nlp = pipeline()
    with nlp.memory_zone():
        yield nlp(make_doc(nlp, text))
