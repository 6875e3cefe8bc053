"""Colouring areas so that neighbours differ."""

TINTS = 6


def tints(neighbours):
    """Return dict of key → tint 1–6 for areas; neighbours get different tints.

    neighbours: dict of key → set of the keys that it touches. Six tints always suffice for areas of one piece: taken
    smallest-last, an area meets at most five that have a tint already. Areas of several pieces may need more; then
    the tint that the fewest neighbours have is taken. Within these bounds every tint is used about equally often.
    """
    chosen, uses = {}, dict.fromkeys(range(1, TINTS + 1), 0)
    for key in reversed(_smallest_degree_first(neighbours)):
        taken = [chosen[other] for other in neighbours[key] if other in chosen]
        chosen[key] = min(uses, key=lambda tint: (taken.count(tint), uses[tint], tint))
        uses[chosen[key]] += 1
    return chosen


def _smallest_degree_first(neighbours):
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
