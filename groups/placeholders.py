"""What the texts of the information pages leave to the settings: who runs the portal, and how long data is kept."""

from django.conf import settings


def filled_in(text):
    """Return a text with the settings in the places of {operator}, {email}, {case_months} and the like."""
    values = {
        "operator": settings.OPERATOR_NAME,
        "email": settings.OPERATOR_EMAIL,
        "case_months": settings.KEEP_CASE_MONTHS,
        "open_case_months": settings.KEEP_OPEN_CASE_MONTHS,
        "spam_days": settings.KEEP_SPAM_DAYS,
        "staff_traces_days": settings.KEEP_STAFF_TRACES_DAYS,
        "contact_versions_months": settings.KEEP_CONTACT_VERSIONS_MONTHS,
    }
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
