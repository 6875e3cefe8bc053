"""What tests of projects share."""

import pytest
from django.urls import reverse

from projects.models import ProjectPlace
from projects.search.facets import FacetLabels
from projects.search.index import current_index, reindex


@pytest.fixture
def search(client, db):
    """Return a function that indexes the projects and opens the search with a query string."""

    def search(querystring="", **extra):
        reindex()
        return client.get(f"{reverse('projects:search')}?{querystring}", **extra)

    return search


@pytest.fixture
def labels(db):
    """Return a function that gives the Finnish labels of what is indexed now."""
    return lambda: FacetLabels("fi", current_index())


@pytest.fixture
def place_in():
    """Return a function that lets a project take place in municipalities."""

    def place_in(project, *municipalities):
        for municipality in municipalities:
            ProjectPlace.objects.create(project=project, municipality=municipality)
        return project

    return place_in
