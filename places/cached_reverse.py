"""Addresses of pages, remembered: a page may link to hundreds, and Django builds each anew from its patterns."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def cached_reverse(page, slug):
    """Return the address of one thing's page in the active language. page: name of the URL pattern."""
    return _address(page, slug, get_language(), get_script_prefix())


@lru_cache(maxsize=8192)  # three languages of some two thousand pages
def _address(page, slug, language, prefix):
    return reverse(page, args=[slug])
