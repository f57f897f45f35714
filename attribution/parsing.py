"""Load the spaCy pipeline, once per process, and parse texts."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InvalidText, PipelineNotFound
from .frequent_words import FrequentWords
from .vocabulary_tables import VocabularyTables

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .article.article import Article
    from .article.segmentation import Segments

BUNDLED = Path(__file__).parent / "trained" / "en"
MAX_TOKENS = 250_000  # English text of the maximum length has about 220,000
PIPELINE_VARIABLE = "SAIDBY_PIPELINE"  # a folder or package name of another English spaCy pipeline
YOUNG_OBJECTS = 20_000  # made and not freed, at which garbage is collected
# Flags of a word that neither the bundled pipeline nor the engine reads: a third of the time of a word that is new.
UNREAD_FLAGS = (
    "IS_ASCII", "IS_BRACKET", "IS_CURRENCY", "IS_DIGIT", "IS_LEFT_PUNCT", "IS_QUOTE", "IS_RIGHT_PUNCT", "IS_STOP",
    "IS_UPPER", "LIKE_EMAIL", "LIKE_URL",
)  # fmt: skip


def load(path: Path | str, without: Iterable[str] = ()) -> Language:
    """Load a spaCy pipeline that may have components of this package, ``without`` some of its components.

    Raises ``OSError`` if there is none.
    """
    import spacy

    from . import parts_of_speech  # noqa: F401  these two register their factories
    from .roles import component  # noqa: F401

    return spacy.load(path, exclude=without)


@cache
def pipeline() -> Language:
    """The bundled pipeline, or the one named in ``SAIDBY_PIPELINE``; cached.

    Raises ``PipelineNotFound`` if it does not exist.
    """
    from .tokenization import keep_stops

    wanted = os.environ.get(PIPELINE_VARIABLE) or BUNDLED
    try:
        nlp = load(wanted)
    except OSError as error:
        raise PipelineNotFound(f"no spaCy pipeline at {wanted}: {error}") from error
    if wanted == BUNDLED:
        _leave_flags_unset(nlp)
    _multiply_with_numpy(nlp)
    keep_stops(nlp)
    collect_garbage_rarely()
    return nlp


def collect_garbage_rarely() -> None:
    """Exclude the pipeline's 200,000 objects, which live as long as the process, from garbage collection.

    An article makes many objects, few of them in cycles. At Python's own threshold, collecting takes 5% of its time.
    """
    gc.collect()
    gc.freeze()
    young, *older = gc.get_threshold()
    if 0 < young < YOUNG_OBJECTS:
        gc.set_threshold(YOUNG_OBJECTS, *older)


def _leave_flags_unset(nlp: Language) -> None:
    """Leave the flags that nothing reads unset for words that are new to the vocabulary."""
    from spacy.attrs import IDS  # type: ignore[import-not-found]

    getters: dict[int, Any] = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]  # unknown to spaCy's types
    for flag in UNREAD_FLAGS:
        getters.pop(IDS[flag], None)


def _multiply_with_numpy(nlp: Language) -> None:
    """Let the networks multiply with NumPy's BLAS, which is three to four times as fast as Thinc's own."""
    from thinc.api import NumpyOps

    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model else ():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = NumpyOps(use_blis=False)


def parse(nlp: Language, doc: Doc, segments: Segments | None = None) -> Doc:
    """Run the pipeline over a tokenized article; ``segments`` are those of its text if they are known.

    Raises ``InvalidText`` if there are too many tokens.
    """
    from .batching import in_pieces
    from .roles.component import RoleTagger
    from .sentences import bound_sentences

    if len(doc) > MAX_TOKENS:
        raise InvalidText(f"the text has {len(doc):,} words and signs; at most {MAX_TOKENS:,} are read")
    for name, component in nlp.pipeline:
        if segments is not None and isinstance(component, RoleTagger):
            doc = component.tag(doc, segments)
        else:
            doc = in_pieces(nlp, name, doc)
        if nlp.get_pipe_meta(name).factory == "parser":
            doc = bound_sentences(doc)
    return doc


@cache
def _frequent_words() -> FrequentWords:
    return FrequentWords()


@cache
def _tables() -> VocabularyTables:
    return VocabularyTables(pipeline().vocab)


@contextmanager
def parsed(text: str) -> Iterator[Article]:
    """Parse an article, whose text must have passed ``check``.

    It is only valid inside the ``with`` block; the strings of its Doc are freed afterwards.

    Not thread-safe: spaCy has one memory zone per pipeline.
    Raises ``InvalidText`` if the text has too many tokens.
    """
    from .article.article import Article
    from .article.segmentation import segment
    from .tokenization import make_doc

    nlp, segments = pipeline(), segment(text)
    with nlp.memory_zone():
        doc = parse(nlp, make_doc(nlp, text, segments), segments)
        yield Article.of(doc, segments)
    _frequent_words().learn(nlp, text)
    _tables().trim()
