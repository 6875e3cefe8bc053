"""Addresses of pages, cached: a page may link to hundreds, and Django builds each from its patterns every time."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def cached_reverse(page: str, slug: str) -> str:
    """Return the address of one thing's page in the active language. page: name of the URL pattern."""
    return _address(page, slug, get_language(), get_script_prefix())


@lru_cache(maxsize=8192)  # three languages of some two thousand pages
def _address(page: str, slug: str, language: str, prefix: str) -> str:
    return reverse(page, args=[slug])
