"""Complete a trained pipeline and add it to the package: ``python -m attribution.training.package MODEL DATA``.

Adds the parts of speech (from tags), the lemmatizer (from the treebanks) and the role network, removes machine-specific
paths, and writes ``attribution/trained/en``.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.lookups import Lookups

from ..language.lexicon import words
from ..parsing import BUNDLED
from ..parts_of_speech import FACTORY as TAG_TABLE
from ..roles.component import FACTORY
from ..roles.network import Network
from .lemmas import tables
from .verb_forms import LISTS, add_verb_forms


def finish(nlp: Language, data: Path) -> Language:
    """Add the parts of speech and the lemmatizer to a trained pipeline, in place."""
    nlp.add_pipe(TAG_TABLE)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lookups = Lookups()
    for name, table in tables(data).items():
        lookups.add_table(name, table)
    lemmatizer.initialize(lookups=lookups)  # type: ignore[attr-defined]
    add_verb_forms(lemmatizer, words(*LISTS))  # type: ignore[arg-type]
    return nlp


def package(model: Path, data: Path, out: Path = BUNDLED, roles: Path | None = None) -> None:
    """Write the completed pipeline of the folder ``model`` to ``out``, keeping an existing model card.

    ``roles``: the weights of the role network, as written by ``attribution.training.roles``.
    """
    nlp = finish(spacy.load(model), data)
    if roles is not None:
        tagger = nlp.add_pipe(FACTORY)
        tagger.network = Network.load(roles)  # type: ignore[attr-defined]
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # they only exist on the training machine
    nlp.meta.update(name="saidby_news", version="1", description="News pipeline of Saidby", license="see MODEL_CARD.md")
    card = (out / "MODEL_CARD.md").read_text(encoding="utf8") if (out / "MODEL_CARD.md").exists() else None
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    if card is not None:
        (out / "MODEL_CARD.md").write_text(card, encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a pipeline as `spacy train` leaves it, such as model-best")
    parser.add_argument("data", type=Path, help="folder with treebank/ and polnear/")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--roles", type=Path, help="weights of the role network")
    arguments = parser.parse_args()
    package(arguments.model, arguments.data, arguments.out, arguments.roles)


if __name__ == "__main__":
    main()
