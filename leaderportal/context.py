"""What every template knows."""

from django.conf import settings
from django.urls import reverse_lazy


def portal(request):
    """Give templates who runs the portal, and the form of an enquiry, which apps below it cannot name."""
    return {"operator_name": settings.OPERATOR_NAME, "enquiry_address": reverse_lazy("enquiry")}
