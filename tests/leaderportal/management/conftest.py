"""A place with its group: as in the tests of enquiries."""

from tests.enquiries.conftest import group, town

__all__ = ["group", "town"]
