"""The search for projects."""

from django.shortcuts import render


def search(request):
    """Show the projects that the query string asks for."""
    return render(request, "projects/search.html")
