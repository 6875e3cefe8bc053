"""What waits, on the front page of the administration."""

from django import template
from django.utils import timezone

from enquiries.admin.mail import health
from groups import permissions
from leaderportal import dashboard

register = template.Library()


@register.inclusion_tag("admin/_desk.html", takes_context=True)
def what_waits(context):
    """Show what waits for the user of the page, as far as her memberships reach."""
    user, today = context["request"].user, timezone.localdate()
    if not permissions.can_read_enquiries(user):
        return {"has_membership": False}
    return {
        "has_membership": True,
        "waiting": dashboard.open_cases_of(user, today),
        "profiles": dashboard.profiles_of(user, today),
        "watched": dashboard.watched_by(user, today),
        "held": dashboard.held_enquiries(user),
        "mail_health": health(timezone.now()) if permissions.is_network_coordinator(user) else "",
    }
