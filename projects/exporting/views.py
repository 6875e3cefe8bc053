"""The projects of a question as a file or a feed."""

from django.http import Http404


def download(request, file_format):
    """Give out the projects that the query string asks for. file_format: "csv", "json" or "xlsx"."""
    raise Http404


def feed(request):
    """Give out the projects that the query string asks for as an Atom feed, the newest first."""
    raise Http404
