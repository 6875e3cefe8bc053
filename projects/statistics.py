"""How many projects, and how much money, by period, region and theme."""

from django.http import Http404


def statistics(request):
    """Show the statistics."""
    raise Http404
