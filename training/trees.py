"""Boosted trees (LightGBM) as the program reads them (crates/chancery/src/trees.rs)."""
from __future__ import annotations


def lines(node: dict, names: list[str], of: int = 1, leaf_digits: int = 6, bound_digits: int = 9):
    """A tree, line by line: a split is its sign and bound, then the tree up to it and the tree above it; a leaf its share of the log odds, and with
    several models their mean."""
    if "leaf_value" in node:
        yield f"=\t{node['leaf_value'] / of:.{leaf_digits}g}"
        return
    assert node["decision_type"] == "<="
    yield f"{names[node['split_feature']]}\t{node['threshold']:.{bound_digits}g}"
    for child in ("left_child", "right_child"):
        yield from lines(node[child], names, of, leaf_digits, bound_digits)
