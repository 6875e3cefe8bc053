"""Variables of every template."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse_lazy


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return who runs the portal, and the address of the enquiry form, which apps below it cannot name."""
    return {"operator_name": settings.OPERATOR_NAME, "enquiry_address": reverse_lazy("enquiry")}
