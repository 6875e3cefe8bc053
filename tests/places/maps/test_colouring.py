"""Neighbours on a map have different tints."""

import random
from collections import Counter

from places.maps.colouring import assign_tints


def test_neighbours_differ_in_a_grid_of_three_hundred():
    size = 18
    cells = {(x, y) for x in range(size) for y in range(size)}
    steps = [(0, 1), (1, 0), (1, 1), (0, -1), (-1, 0), (-1, -1)]
    neighbours = {(x, y): {(x + dx, y + dy) for dx, dy in steps} & cells for x, y in cells}
    chosen = assign_tints(neighbours)
    assert all(chosen[cell] != chosen[other] for cell, others in neighbours.items() for other in others)
    assert set(Counter(chosen.values())) == {1, 2, 3, 4, 5, 6}
    assert max(Counter(chosen.values()).values()) < 2 * size * size / 6


def test_a_centre_with_many_neighbours_differs_from_all():
    neighbours = {"centre": set(map(str, range(12)))} | {str(n): {"centre"} for n in range(12)}
    chosen = assign_tints(neighbours)
    assert chosen["centre"] not in {chosen[str(n)] for n in range(12)}


def test_more_mutual_neighbours_than_tints_still_get_one_each():
    neighbours = {n: set(range(9)) - {n} for n in range(9)}
    chosen = assign_tints(neighbours)
    assert set(chosen.values()) == {1, 2, 3, 4, 5, 6}


def test_the_same_areas_get_the_same_tints_in_any_order():
    pairs = [(str(n), str(n + 1)) for n in range(30)]
    neighbours = {
        str(n): {b for a, b in pairs if a == str(n)} | {a for a, b in pairs if b == str(n)} for n in range(31)
    }
    shuffled = list(neighbours.items())
    random.Random(1).shuffle(shuffled)
    assert assign_tints(dict(shuffled)) == assign_tints(neighbours)


def test_nothing_to_colour():
    assert assign_tints({}) == {}
