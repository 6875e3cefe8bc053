"""A place with its group, and an enquiry to it: as in the tests of enquiries."""

from tests.enquiries.conftest import enquiry, group, staff, town, url

__all__ = ["enquiry", "group", "staff", "town", "url"]
