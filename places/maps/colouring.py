"""Colouring areas so that neighbours differ."""

from collections.abc import Mapping

TINTS = 6


def assign_tints(neighbours: Mapping[str, set[str]]) -> dict[str, int]:
    """Return {key of an area: tint 1–6}; neighbours get different tints.

    neighbours: key → keys that it touches. Six tints always suffice for areas of one part: in smallest-last order an
    area has at most five neighbours that have a tint already. Areas of several parts may need more; then the tint that
    the fewest neighbours have is used. Within these bounds every tint is used about equally often.
    """
    chosen: dict[str, int] = {}
    uses = dict.fromkeys(range(1, TINTS + 1), 0)
    for key in reversed(_smallest_degree_first(neighbours)):
        around = [chosen[other] for other in neighbours[key] if other in chosen]
        chosen[key] = min(uses, key=lambda tint: (around.count(tint), uses[tint], tint))
        uses[chosen[key]] += 1
    return chosen


def _smallest_degree_first(neighbours: Mapping[str, set[str]]) -> list[str]:
    """Return the keys in the order in which each has the fewest neighbours left when its turn comes."""
    left = {key: len(others) for key, others in sorted(neighbours.items())}
    order = []
    while left:
        key = min(left, key=left.__getitem__)
        order.append(key)
        del left[key]
        for other in neighbours[key]:
            if other in left:
                left[other] -= 1
    return order
