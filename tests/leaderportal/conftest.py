"""The people and cases of the tests of enquiries in the administration serve here, too."""

from tests.enquiries.admin.conftest import sign_in, world

__all__ = ["sign_in", "world"]
