"""What every template knows."""

from django.conf import settings


def portal(request):
    """Give templates the name and address of whoever runs the portal."""
    return {"operator_name": settings.OPERATOR_NAME, "operator_email": settings.OPERATOR_EMAIL}
