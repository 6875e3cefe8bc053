"""The real projects, loaded once for a test module beside the real places and groups."""

import pytest

from projects.importing.shipped import load_projects


@pytest.fixture(scope="module")
def real_projects(real_data, django_db_blocker):
    """All that projects/data ships; undone together with real_data."""
    with django_db_blocker.unblock():
        load_projects()
