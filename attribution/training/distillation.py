"""Teach a smaller role network what a larger one says: ``python -m attribution.training.distillation --help``.

The student has the teacher's embeddings, no convolutions and a smaller LSTM: the teacher's with units taken away. It
learns to give the same probabilities (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"),
so what was fitted on the teacher's, the scorers above all, stays valid. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..article.role_runs import ROLES, STATES
from ..maxout import PIECES
from ..parsing import load
from ..roles.component import FACTORY, WEIGHTS
from ..roles.features import COLUMNS, Features
from ..roles.input_layer import embedded
from ..roles.lstm import AROUND, GATES, STRIDE
from ..roles.network import EPSILON, Network
from .lessons import Half, Lesson, lessons
from .pruning import Weights, prune

UNITS = 64  # of the student's LSTM, per direction
BATCH = 48  # windows
RATE, WARMUP, EPOCHS = 0.002, 100, 20
SAMPLE = 60  # texts whose states tell which units to keep
HELD_BACK = 40  # one text in so many is not taught; the divergence on these is printed
TORCH_ORDER = (0, 1, 3, 2)  # PyTorch has the cell's gate before the output's; the order is its own inverse


@dataclass(frozen=True, slots=True)
class Window:
    """What is read at once, shape (tokens, inputs), and the teacher's probabilities (tokens, roles, states).

    ``decided`` are the tokens that the window decides; the others only lead to them.
    """

    embedded: Half
    taught: Half
    decided: slice


class Student(nn.Module):
    """The part of the network that learns: the input layer, the LSTM and the output layer."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        inputs, units = weights["lstm0.w"].shape[0], weights["lstm0.u"].shape[0]
        self.input = nn.Linear(weights["input.w"].shape[0], PIECES * inputs)
        self.norm = nn.LayerNorm(inputs, EPSILON)
        self.lstm = nn.LSTM(inputs, units, batch_first=True, bidirectional=True)
        self.out = nn.Linear(weights["out.w"].shape[0], len(ROLES) * len(STATES))
        with torch.no_grad():
            for name, parameter in self._parameters_by_name():
                values = _reordered(weights[name], units) if name.startswith("lstm") else weights[name]
                parameter.copy_(torch.from_numpy(values.T.copy()))
            for suffix in ("", "_reverse"):
                getattr(self.lstm, f"bias_hh_l0{suffix}").zero_().requires_grad_(False)  # one bias is enough

    def forward(self, embedded: Tensor) -> Tensor:
        """The log probabilities, shape (batch, tokens, roles, states), for inputs of shape (batch, tokens, inputs)."""
        linear = self.input(embedded)
        hidden = self.norm(linear.view(*linear.shape[:2], PIECES, -1).amax(2))
        read, _ = self.lstm(hidden)
        logits = self.out(torch.cat([hidden, read], -1)).view(*hidden.shape[:2], len(ROLES), len(STATES))
        return nn.functional.log_softmax(logits, -1)

    def weights(self) -> Weights:
        """The weights by the names of ``Network``."""
        found: Weights = {}
        for name, parameter in self._parameters_by_name():
            values = parameter.detach().numpy().T.copy()
            found[name] = _reordered(values, self.lstm.hidden_size) if name.startswith("lstm") else values
        return found

    def _parameters_by_name(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = [
            ("input.w", self.input.weight), ("input.b", self.input.bias),
            ("input.scale", self.norm.weight), ("input.shift", self.norm.bias),
            ("out.w", self.out.weight), ("out.b", self.out.bias),
        ]  # fmt: skip
        for way, suffix in enumerate(("", "_reverse")):
            for part, name in (("w", "weight_ih"), ("u", "weight_hh"), ("b", "bias_ih")):
                found.append((f"lstm{way}.{part}", getattr(self.lstm, f"{name}_l0{suffix}")))
        return found


def _reordered(values: NDArray[numpy.float32], units: int) -> NDArray[numpy.float32]:
    """The gates, in the last axis, in the other library's order."""
    gates = values.reshape(*values.shape[:-1], GATES, units)[..., TORCH_ORDER, :]
    return gates.reshape(values.shape)


def embed(network: Network, features: Features) -> Half:
    """What the input layer reads of the features, shape (tokens, inputs)."""
    keys, tables = ([network.weights[f"{part}.{n}"] for n in range(len(COLUMNS))] for part in ("keys", "table"))
    return embedded(keys, tables, features).astype("float16")


def windows(read: Half, taught: Half) -> list[Window]:
    """The windows in which ``attribution.roles.lstm`` reads a text."""
    found = []
    for start in range(0, len(read), STRIDE):
        first, end = max(0, start - AROUND), min(len(read), start + STRIDE)
        tokens = slice(first, min(len(read), end + AROUND))
        found.append(Window(read[tokens], taught[tokens], slice(start - first, end - first)))
    return found


def batches(taught: list[Window], rng: random.Random) -> list[list[Window]]:
    """Windows of one length together, so that none is padded: outside a text, the network's LSTM is closed."""
    by_length: dict[int, list[Window]] = {}
    for window in rng.sample(taught, len(taught)):
        by_length.setdefault(len(window.embedded), []).append(window)
    found = [alike[at : at + BATCH] for alike in by_length.values() for at in range(0, len(alike), BATCH)]
    return rng.sample(found, len(found))


def divergence(student: Student, batch: list[Window]) -> tuple[Tensor, int]:
    """The Kullback-Leibler divergence from the teacher, summed over tokens and roles; and the number of tokens."""
    read = torch.from_numpy(numpy.stack([window.embedded for window in batch]).astype("float32"))
    taught = torch.zeros((*read.shape[:2], len(ROLES), len(STATES)))
    for number, window in enumerate(batch):
        taught[number, window.decided] = torch.from_numpy(window.taught[window.decided].astype("float32"))
    lost = nn.functional.kl_div(student(read), taught, reduction="sum")
    return lost, sum(window.decided.stop - window.decided.start for window in batch)


def train(student: Student, taught: list[Window], epochs: int, seed: int = 1) -> None:
    """Train the student, which keeps the mean of its weights over the steps."""
    rng = random.Random(seed)
    learning = [parameter for parameter in student.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(learning, lr=RATE, betas=(0.9, 0.99))
    average = [parameter.detach().clone() for parameter in learning]
    step, steps = 0, epochs * len(batches(taught, rng))
    for epoch in range(epochs):
        started, total, tokens = time.time(), 0.0, 0
        for batch in batches(taught, rng):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARMUP) * max(0.01, 1 - step / steps)
            lost, count = divergence(student, batch)
            optimizer.zero_grad(set_to_none=True)
            (lost / count).backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            step, total, tokens = step + 1, total + float(lost.item()), tokens + count
            with torch.no_grad():
                now = [parameter.detach() for parameter in learning]
                torch._foreach_lerp_(average, now, 1 - min(0.998, (1 + step) / (10 + step)))
        print(f"epoch {epoch} divergence {total / tokens:.4f} {time.time() - started:.0f}s", flush=True)
    with torch.no_grad():
        for parameter, mean in zip(learning, average, strict=True):
            parameter.copy_(mean)


def measure(student: Student, taught: list[Window]) -> float:
    """The divergence from the teacher per token."""
    with torch.no_grad():
        found = [divergence(student, batch) for batch in batches(taught, random.Random(1))]
    return float(sum(lost.item() for lost, _ in found)) / sum(count for _, count in found)


def distil(teacher: Network, found: list[Lesson], units: int, epochs: int) -> Network:
    """A network without convolutions and with fewer units in its LSTM that says what the teacher says of the texts."""
    sample = [teacher.hidden(lesson.features) for lesson in found[:: max(1, len(found) // SAMPLE)]]
    start = {n: w for n, w in prune(teacher, sample, units).items() if not n.startswith("conv")}
    student = Student(start)
    taught: list[Window] = []
    held_back: list[Window] = []
    for number, lesson in enumerate(found):
        read = windows(embed(teacher, lesson.features), lesson.taught)
        (taught if number % HELD_BACK else held_back).extend(read)
    print(f"held back, before: {measure(student, held_back):.4f}", flush=True)
    train(student, taught, epochs)
    print(f"held back, after: {measure(student, held_back):.4f}", flush=True)
    return Network({**start, **student.weights()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("teacher", type=Path, help="the larger network's weights")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="a folder for the smaller network's weights")
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    nlp = load(arguments.pipeline, [FACTORY])
    teacher = Network.load(arguments.teacher)
    found = list(lessons(nlp, teacher, arguments.data))
    arguments.out.mkdir(parents=True, exist_ok=True)
    distil(teacher, found, arguments.units, arguments.epochs).save(arguments.out / WEIGHTS)


if __name__ == "__main__":
    main()
