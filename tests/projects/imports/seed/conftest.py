"""The real projects, loaded once for a test module with all that the product ships."""

import pytest


@pytest.fixture(scope="module")
def real_projects(real_data):
    """All that projects/data ships; undone together with real_data."""
