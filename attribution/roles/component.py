"""The role network as a spaCy component: ``nlp.add_pipe("saidby_roles")`` after the parser."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from ..article.segmentation import Segments, segment
from ..article.token_roles import put_roles
from .features import featurize
from .network import Network

FACTORY = "saidby_roles"
WEIGHTS = "network.npz"


class RoleTagger:
    """Stores probabilities of shape (tokens, 3 roles, 5 states), and their best path, in ``doc.user_data``."""

    def __init__(self) -> None:
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        return self.tag(doc, segment(doc.text))

    def tag(self, doc: Doc, segments: Segments) -> Doc:
        """Process a Doc whose segments are known. Raises ``ValueError`` if no weights are loaded."""
        if self.network is None:
            raise ValueError(f"{FACTORY} has no weights yet: load them with from_disk")
        put_roles(doc, self.network.predict(featurize(doc, segments.passages, segments.frames)))
        return doc

    def to_disk(self, path: str | pathlib.Path, exclude: Iterable[str] = ()) -> None:
        """Write the weights to a folder; part of spaCy's serialization protocol."""
        pathlib.Path(path).mkdir(parents=True, exist_ok=True)
        if self.network is not None:
            self.network.save(pathlib.Path(path) / WEIGHTS)

    def from_disk(self, path: str | pathlib.Path, exclude: Iterable[str] = ()) -> RoleTagger:
        """Read the weights from a folder. Raises ``OSError`` or ``ValueError`` if they cannot be read."""
        self.network = Network.load(pathlib.Path(path) / WEIGHTS)
        return self


@Language.factory(FACTORY)
def make_role_tagger(nlp: Language, name: str) -> RoleTagger:
    """The factory that spaCy calls; the weights are loaded by ``from_disk``."""
    return RoleTagger()
