"""Mails are tested with those of an enquiry, which has the most to follow."""

from tests.enquiries.conftest import enquiry, group, split_town, staff, town, url

__all__ = ["enquiry", "group", "split_town", "staff", "town", "url"]
