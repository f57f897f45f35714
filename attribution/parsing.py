"""The bundled spaCy pipeline, loaded once a process, and the way from a text to a parsed Doc."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article.text import check
from .errors import InvalidText, PipelineNotFound

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BUNDLED = Path(__file__).parent / "trained" / "en"
MAX_TOKENS = 250_000  # an article of the most characters has 220,000
PIECE = 4_096  # tokens
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


def parse(nlp: Language, doc: Doc) -> Doc:
    """Run the pipeline over a tokenized article; of a long one the token vectors are made in pieces.

    Raises ``InvalidText`` if there are too many tokens.
    """
    from .sentences import bound_sentences

    if len(doc) > MAX_TOKENS:
        raise InvalidText(f"the text has {len(doc):,} words and signs; at most {MAX_TOKENS:,} are read")
    for name, component in nlp.pipeline:
        margin = _reach(nlp, name) if len(doc) > PIECE else 0
        doc = _in_pieces(component, doc, margin) if margin else component(doc)
        if nlp.get_pipe_meta(name).factory == "parser":
            doc = bound_sentences(doc)
    return doc


def _reach(nlp: Language, name: str) -> int:
    """How many tokens on either side a component's vectors depend on; 0 for any other component."""
    if name != "tok2vec":
        return 0
    encoder = nlp.config["components"][name]["model"]["encode"]
    convolutions = str(encoder.get("@architectures", "")).startswith("spacy.MaxoutWindowEncoder")
    return encoder["depth"] * encoder["window_size"] if convolutions else 0


def _in_pieces(tok2vec: Any, doc: Doc, margin: int) -> Doc:
    """The Doc with the vectors of its tokens, made of pieces that fit into the processor's cache."""
    vectors = []
    for start in range(0, len(doc), PIECE):
        end, first = min(start + PIECE, len(doc)), max(0, start - margin)
        (made,) = tok2vec.predict([doc[first : min(end + margin, len(doc))].as_doc()])
        vectors.append(made[start - first : end - first])
    tok2vec.set_annotations([doc], [tok2vec.model.ops.xp.vstack(vectors)])
    return doc


@contextmanager
def parsed(text: str) -> Iterator[Doc]:
    """Parse one article; the Doc is only good inside the ``with``, its strings are freed afterwards.

    Not to be shared between threads: spaCy's memory zone is one per pipeline.
    Raises ``InvalidText`` if the text is empty, too long or not encodable, or has too many tokens.
    """
    from .tokenization import make_doc

    check(text)
    nlp = pipeline()
    with nlp.memory_zone():
        yield parse(nlp, make_doc(nlp, text))
