"""What every template knows."""

from django.conf import settings


def portal(request):
    """Give templates the name of whoever runs the portal."""
    return {"operator_name": settings.OPERATOR_NAME}
