"""The role network as a spaCy component: ``nlp.add_pipe("saidby_roles")`` after the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from .features import featurize
from .network import Network

KEY = FACTORY = "saidby_roles"
WEIGHTS = "network.npz"
Roles = NDArray[numpy.float32]


class RoleTagger:
    """Writes the probabilities of shape (tokens, 3 roles, 5 states) to ``doc.user_data["saidby_roles"]``."""

    def __init__(self) -> None:
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        if self.network is None:
            raise ValueError(f"{FACTORY} has no weights yet: load them with from_disk")
        for doc in stream:
            doc.user_data[KEY] = self.network.predict(featurize(doc))
            yield doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        Path(path).mkdir(parents=True, exist_ok=True)
        if self.network is not None:
            self.network.save(Path(path) / WEIGHTS)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> RoleTagger:
        self.network = Network.load(Path(path) / WEIGHTS)
        return self


def roles_of(doc: Doc) -> Roles | None:
    """The probabilities that the component wrote, or None where the pipeline has no such component."""
    found = doc.user_data.get(KEY)
    return found if isinstance(found, numpy.ndarray) else None


@Language.factory(FACTORY)
def make_role_tagger(nlp: Language, name: str) -> RoleTagger:
    """The factory that spaCy calls; the weights come from disk."""
    return RoleTagger()
