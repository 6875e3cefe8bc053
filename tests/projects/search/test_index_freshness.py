"""The index knows when it was built with another analyser of words than the one in use."""

import pytest

from projects.search.index import build, is_outdated, reindex

pytestmark = pytest.mark.django_db


def test_an_index_that_was_never_made_is_outdated():
    assert is_outdated()


def test_an_index_of_another_analyser_is_outdated_until_it_is_rebuilt(monkeypatch):
    reindex()
    assert not is_outdated()
    monkeypatch.setattr(build, "analyser_name", lambda language: "another")
    assert is_outdated()
    reindex()
    assert not is_outdated()
