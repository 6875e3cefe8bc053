"""The front page of the administration."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from groups import permissions
from leaderportal import dashboard
from outbox import health

register = template.Library()


@register.inclusion_tag("admin/_dashboard.html", takes_context=True, name="dashboard")
def show_dashboard(context: RequestContext) -> dict[str, Any]:
    """Show what needs the attention of the page's user, as far as their memberships reach."""
    user, today = context["request"].user, timezone.localdate()
    if not permissions.can_read_enquiries(user):
        return {"has_membership": False}
    return {
        "has_membership": True,
        "open_cases": dashboard.open_cases_of(user, today),
        "profiles": dashboard.profiles_of(user, today),
        "regions": dashboard.watched_regions(user, today),
        "held_count": dashboard.held_enquiry_count(user),
        "mail_health": health.summary(timezone.now()) if permissions.is_network_coordinator(user) else "",
    }
