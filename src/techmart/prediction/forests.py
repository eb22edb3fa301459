"""Decision trees as arrays of numbers, answered by numpy for all customers and all trees at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from numpy.typing import NDArray

    from techmart.prediction.base import Floats

ROWS = 2_048  # at once: (rows, trees) then stays in the cache


@dataclass(frozen=True, eq=False)
class Trees:
    """Nodes of all trees in one line; a leaf leads to itself.

    Parameters
    ----------
    feature, left, right : arrays of int64, shape (m,)
    threshold, value : arrays of float64, shape (m,)
        A row goes left where its feature, in single precision, is at most the threshold.
    roots : array of int64, shape (trees,)
    depth : int
        Steps from any root to any leaf, at most.
    base : float
        What the trees' values are added to, in a total.
    """

    feature: NDArray[np.int64]
    threshold: Floats
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Floats
    roots: NDArray[np.int64]
    depth: int
    base: float

    @classmethod
    def leaf(cls, value: float) -> Self:
        """Return a single leaf, whose total is `value`."""
        none = np.zeros(1, dtype=np.int64)
        return cls(none, np.zeros(1), none, none, np.zeros(1), none, 0, value)

    @classmethod
    def of_sklearn(cls, trees: Sequence[Any], base_rate: float) -> Self:
        """Return the fitted classification trees of scikit-learn, their leaves holding the share of buyers."""
        return cls._joined([
            (
                np.where(tree.feature < 0, 0, tree.feature),
                tree.threshold,
                tree.children_left,
                tree.children_right,
                tree.value[:, 0, 1] if tree.value.shape[2] > 1 else np.full(tree.node_count, float(base_rate)),
                tree.children_left < 0,
                tree.max_depth,
            )
            for tree in trees
        ])  # fmt: skip

    @classmethod
    def of_boosting(cls, trees: Sequence[NDArray[Any]], base: float) -> Self:
        """Return the node tables of scikit-learn's histogram boosting, their leaves holding log odds."""
        parts = [
            (
                n["feature_idx"],
                n["num_threshold"],
                n["left"],
                n["right"],
                n["value"],
                n["is_leaf"] != 0,
                n["depth"].max(),
            )
            for n in trees
        ]
        return cls._joined(parts, base)

    @classmethod
    def _joined(cls, trees: Sequence[tuple[Any, ...]], base: float = 0.0) -> Self:
        roots = np.cumsum([0] + [len(tree[0]) for tree in trees])[:-1]
        lefts, rights = [], []
        for root, (feature, _, left, right, _, is_leaf, _) in zip(roots, trees, strict=True):
            own = np.arange(len(feature))
            lefts.append(root + np.where(is_leaf, own, left))
            rights.append(root + np.where(is_leaf, own, right))
        feature, threshold, value, is_leaf = (np.concatenate([tree[i] for tree in trees]) for i in (0, 1, 4, 5))
        return cls(
            feature=np.where(is_leaf, 0, feature).astype(np.int64),
            threshold=np.where(is_leaf, 0.0, threshold),
            left=np.concatenate(lefts).astype(np.int64),
            right=np.concatenate(rights).astype(np.int64),
            value=np.where(is_leaf, value, 0.0),
            roots=roots.astype(np.int64),
            depth=int(max(tree[6] for tree in trees)),
            base=base,
        )

    def mean(self, X: Floats) -> Floats:
        """Return the mean of the trees' values for each row of X, shape (n, k)."""
        return self._sums(X) / len(self.roots)

    def total(self, X: Floats) -> Floats:
        """Return the base and the sum of the trees' values for each row of X, shape (n, k)."""
        return self.base + self._sums(X)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists and numbers."""
        lists = {name: getattr(self, name).tolist() for name in _ARRAYS}
        return {**lists, "depth": self.depth, "base": self.base}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the trees that ``to_dict`` described."""
        arrays = {name: np.array(data[name], dtype=kind) for name, kind in _ARRAYS.items()}
        return cls(**arrays, depth=data["depth"], base=data["base"])

    def _sums(self, X: Floats) -> Floats:
        single = np.clip(X, -1e30, 1e30).astype(np.float32)
        sums = np.empty(len(X))
        for first in range(0, len(X), ROWS):
            sums[first : first + ROWS] = self._values(single[first : first + ROWS]).sum(axis=1)
        return sums

    def _values(self, X: NDArray[np.float32]) -> Floats:
        """Return what each tree says of each row, shape (n, trees)."""
        rows = np.arange(len(X))[:, None]
        node = np.broadcast_to(self.roots, (len(X), len(self.roots)))
        for _ in range(self.depth):
            goes_left = X[rows, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return self.value[node]


_ARRAYS: dict[str, Any] = {
    "feature": np.int64,
    "threshold": np.float64,
    "left": np.int64,
    "right": np.int64,
    "value": np.float64,
    "roots": np.int64,
}
