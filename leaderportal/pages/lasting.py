"""Language-free addresses that last: they lead to the page in the reader's language."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_vary_headers

from groups.models import LeaderGroup
from places.models import Municipality, Region


def home(request):
    """Lead to the front page in the language that the browser asks for."""
    return _in_the_readers_language("front")


def municipality(request, code):
    """Lead to a municipality by its official code; a dissolved one leads on from there."""
    return _in_the_readers_language(get_object_or_404(Municipality, code=code))


def region(request, code):
    """Lead to a region by its official code."""
    return _in_the_readers_language(get_object_or_404(Region, code=code))


def group(request, slug):
    """Lead to a group by its lasting word; a former one leads on from there."""
    return _in_the_readers_language(get_object_or_404(LeaderGroup, slug=slug))


def _in_the_readers_language(to):
    response = redirect(to)
    patch_vary_headers(response, ["Accept-Language"])
    return response
