"""Take units away from the role network's LSTM: where the smaller network that learns from it begins."""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

from ..roles.lstm import GATES, Lstm
from ..roles.network import Network

FLOOR = 1e-3  # of what is left of a unit's variance, as a part of the largest variance: below it, it tells nothing new
RIDGE = 1e-6  # added to the variances, as a part of the largest

Weights = dict[str, NDArray[Any]]


def prune(network: Network, hidden: list[NDArray[Any]], units: int) -> Weights:
    """The weights with ``units`` of the LSTM's units per direction, the others replaced by what these tell of them.

    ``hidden`` is what the LSTM reads of a sample of texts, each of shape (tokens, inputs).
    """
    lstm = Lstm.of(network.weights)
    states = numpy.concatenate([lstm.read(text.astype("float32")) for text in hidden]).astype("float64")
    weights = dict(network.weights)
    inputs, before = network.weights["lstm0.w"].shape[0], network.weights["lstm0.u"].shape[0]
    parts = [weights["out.w"][:inputs]]
    for way in (0, 1):
        own = states[:, way * before : (way + 1) * before]
        chosen, told = _representatives(own.T @ own / len(own), units)
        columns = numpy.concatenate([chosen + gate * before for gate in range(GATES)])
        weights[f"lstm{way}.w"] = weights[f"lstm{way}.w"][:, columns]
        weights[f"lstm{way}.u"] = told @ weights[f"lstm{way}.u"][:, columns]
        weights[f"lstm{way}.b"] = weights[f"lstm{way}.b"][columns]
        parts.append(told @ weights["out.w"][inputs + way * before : inputs + (way + 1) * before])
    weights["out.w"] = numpy.concatenate(parts)
    return {n: a.astype("float32") if a.dtype == numpy.float64 else a for n, a in weights.items()}


def _representatives(
    moments: NDArray[numpy.float64], count: int
) -> tuple[NDArray[numpy.int64], NDArray[numpy.float64]]:
    """The units that explain most of the others, by pivoted Cholesky factorization of the second moments.

    Also the linear map from their states to those of all units, shape (count, units).
    """
    left = moments.copy()
    chosen: list[int] = []
    for _ in range(count):
        explained = (left**2).sum(axis=0) / numpy.maximum(left.diagonal(), FLOOR * moments.diagonal().max())
        explained[chosen] = -1
        best = int(explained.argmax())
        chosen.append(best)
        left -= numpy.outer(left[:, best], left[best]) / max(left[best, best], 1e-12)
    kept = numpy.sort(numpy.array(chosen))
    within = moments[numpy.ix_(kept, kept)]
    ridge = RIDGE * within.diagonal().max() * numpy.eye(count)
    return kept, numpy.linalg.solve(within + ridge, moments[kept])
