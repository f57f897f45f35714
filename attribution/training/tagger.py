"""Train the role network with PyTorch, and export its weights for ``attribution.roles``.

PolNeAR is small and the probabilities must be calibrated, hence dropout on activations and whole words, AdamW with a
linear decay, and averaging of the weights over the steps (Polyak and Juditsky 1992).
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..article.role_runs import ROLES, STATES
from ..maxout import PIECES
from ..roles.features import COLUMNS, Features
from ..roles.input_layer import rows_of
from ..roles.network import Network

SIZES = {"norm": 64, "lemma": 64, "head": 48}  # dimensions of the embeddings by column
SMALL = 24  # dimensions of all other embeddings
WIDTH, LAYERS, UNITS = 128, 2, 192
WORDS = ("norm", "lemma", "suffix")  # columns that are dropped at random, as if the word were unknown
RARE = 2  # values seen less often share the row for unknown values
PIECE, BATCH = 300, 5  # tokens per training sequence, sequences per batch
RATE, WARMUP = 0.002, 150
DROPOUT, WORD_DROPOUT, WEIGHT_DECAY = 0.45, 0.12, 0.01
Targets = NDArray[numpy.int8]


class Tagger(nn.Module):
    """Maps embedding rows (batch, tokens, columns) to logits (batch, tokens, roles, states)."""

    def __init__(self, rows: list[int]) -> None:
        super().__init__()
        sizes = [SIZES.get(name, SMALL) for name in COLUMNS]
        self.tables = nn.ModuleList([nn.Embedding(n + 1, size) for n, size in zip(rows, sizes, strict=True)])
        for table in self.tables:
            nn.init.uniform_(table.weight, -0.1, 0.1)
        self.dense = nn.ModuleList(
            [nn.Linear(sum(sizes), WIDTH * PIECES), *[nn.Linear(3 * WIDTH, WIDTH * PIECES) for _ in range(LAYERS)]]
        )
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in self.dense])
        self.lstm = nn.LSTM(WIDTH, UNITS, batch_first=True, bidirectional=True)
        self.out = nn.Linear(WIDTH + 2 * UNITS, len(ROLES) * len(STATES))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """``mask`` is 1 for tokens and 0 for padding, shape (batch, tokens, 1)."""
        hidden = torch.cat([table(rows[..., c]) for c, table in enumerate(self.tables)], -1)
        hidden = self.drop(self._maxout(0, self.drop(hidden))) * mask
        for layer in range(1, LAYERS + 1):
            wide = nn.functional.pad(hidden, (0, 0, 1, 1))
            wide = torch.cat([wide[:, :-2], hidden, wide[:, 2:]], -1)
            hidden = (hidden + self.drop(self._maxout(layer, wide))) * mask
        read, _ = self.lstm(hidden)
        logits: Tensor = self.out(torch.cat([hidden, self.drop(read)], -1))
        return logits.view(*rows.shape[:2], len(ROLES), len(STATES))

    def _maxout(self, layer: int, values: Tensor) -> Tensor:
        dense = self.dense[layer](values)
        found: Tensor = self.norms[layer](dense.view(*dense.shape[:2], PIECES, WIDTH).amax(2))
        return found


@dataclass(frozen=True, slots=True)
class Example:
    """A training sequence: embedding rows, shape (tokens, columns), and states, shape (tokens, roles)."""

    rows: NDArray[numpy.int64]
    states: NDArray[numpy.int64]


def frequent_values(features: list[Features]) -> list[NDArray[numpy.uint64]]:
    """The sorted values of each column that have an embedding row of their own."""
    table = numpy.concatenate(features)
    out = []
    for column in range(len(COLUMNS)):
        values, counts = numpy.unique(table[:, column], return_counts=True)
        out.append(values[counts >= RARE])
    return out


def table_rows(keys: list[NDArray[numpy.uint64]], features: Features) -> NDArray[numpy.int64]:
    """The embedding row of each value, shape (tokens, columns); 0 if unknown."""
    out = numpy.zeros(features.shape, dtype="int64")
    for column, own in enumerate(keys):
        out[:, column] = rows_of(own, features[:, column])
    return out


def states_of(targets: Targets) -> NDArray[numpy.int64]:
    """Convert targets (0 outside, 1 first, 2 inside) to indices into ``STATES``. Shape (tokens, roles)."""
    out = targets.astype("int64")
    following = numpy.vstack((targets[1:], numpy.zeros((1, targets.shape[1]), dtype="int8")))
    last = (targets > 0) & (following != 2)
    out[last & (targets == 2)] = STATES.index("E")
    out[last & (targets == 1)] = STATES.index("S")
    return out


def train(features: list[Features], wanted: list[Targets], epochs: int, seed: int = 1) -> Network:
    """Train a network on the features and targets of articles (see ``states_of`` for the targets)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    keys = frequent_values(features)
    pieces = [
        Example(rows[at : at + PIECE], states[at : at + PIECE])
        for rows, states in ((table_rows(keys, f), states_of(w)) for f, w in zip(features, wanted, strict=True))
        for at in range(0, len(rows), PIECE)
    ]
    model = Tagger([len(own) for own in keys])
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.99), weight_decay=WEIGHT_DECAY)
    average = [p.detach().clone() for p in model.parameters()]
    step, steps = 0, epochs * (len(pieces) // BATCH + 1)
    for epoch in range(epochs):
        rng.shuffle(pieces)
        started, total = time.time(), 0.0
        for at in range(0, len(pieces), BATCH):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARMUP) * max(0.01, 1 - step / steps)
            total += _step(model, optimizer, pieces[at : at + BATCH])
            step += 1
            with torch.no_grad():
                now = [p.detach() for p in model.parameters()]
                torch._foreach_lerp_(average, now, 1 - min(0.998, (1 + step) / (10 + step)))
        print(f"epoch {epoch} loss {total:.1f} {time.time() - started:.0f}s", flush=True)
    with torch.no_grad():
        for parameter, mean in zip(model.parameters(), average, strict=True):
            parameter.copy_(mean)
    return export(model, keys)


def _step(model: Tagger, optimizer: torch.optim.Optimizer, batch: list[Example]) -> float:
    longest = max(len(example.rows) for example in batch)
    rows = torch.zeros((len(batch), longest, len(COLUMNS)), dtype=torch.int64)
    states = torch.full((len(batch), longest, len(ROLES)), -100)
    mask = torch.zeros((len(batch), longest, 1))
    for number, example in enumerate(batch):
        size = len(example.rows)
        rows[number, :size] = torch.from_numpy(example.rows)
        states[number, :size] = torch.from_numpy(example.states)
        mask[number, :size] = 1
    for name in WORDS:
        hidden = torch.rand(rows.shape[:2]) < WORD_DROPOUT
        rows[..., COLUMNS.index(name)][hidden] = 0
    logits = model(rows, mask)
    loss = nn.functional.cross_entropy(logits.flatten(0, 2), states.flatten(), ignore_index=-100, reduction="sum")
    loss = loss / mask.sum()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def export(model: Tagger, keys: list[NDArray[numpy.uint64]]) -> Network:
    """Export the weights for ``attribution.roles.network``; the LSTM gates are ordered input, forget, output, cell."""

    def plain(tensor: Any) -> NDArray[numpy.float32]:
        return numpy.ascontiguousarray(tensor.detach().numpy(), dtype="float32")

    weights: dict[str, NDArray[Any]] = {}
    for column, (own, table) in enumerate(zip(keys, model.tables, strict=True)):
        weights[f"keys.{column}"], weights[f"table.{column}"] = own, plain(table.weight)
    names = ["input", *[f"conv{layer}" for layer in range(LAYERS)]]
    for name, dense, norm in zip(names, model.dense, model.norms, strict=True):
        weights[f"{name}.w"], weights[f"{name}.b"] = plain(dense.weight).T.copy(), plain(dense.bias)
        weights[f"{name}.scale"], weights[f"{name}.shift"] = plain(norm.weight), plain(norm.bias)
    order = numpy.concatenate([numpy.arange(UNITS) + gate * UNITS for gate in (0, 1, 3, 2)])
    for way, suffix in enumerate(("", "_reverse")):
        given = {
            n: plain(getattr(model.lstm, f"{n}_l0{suffix}")) for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        }
        weights[f"lstm{way}.w"] = given["weight_ih"][order].T.copy()
        weights[f"lstm{way}.u"] = given["weight_hh"][order].T.copy()
        weights[f"lstm{way}.b"] = (given["bias_ih"] + given["bias_hh"])[order]
    weights["out.w"], weights["out.b"] = plain(model.out.weight).T.copy(), plain(model.out.bias)
    return Network(weights)
