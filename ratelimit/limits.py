"""How many enquiries one network address may send, and how many replies one enquiry may get.

Counted in rows, so that all web processes count together.
"""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .models import Attempt

RETENTION = timedelta(hours=24)  # the privacy notice promises it
_IPV6_PREFIX = 64  # bits; one customer has at least so much, and may change within it


def client_ip(request: HttpRequest) -> str:
    """Return the network address of the sender as text, "" when the server does not know it.

    X-Real-IP counts only behind our own proxy, which overwrites it; without one a visitor could forge it.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY:
        address = request.META.get("HTTP_X_REAL_IP", address)
    try:
        ip = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if ip.version == 6:
        ip = ip.ipv4_mapped or ipaddress.ip_network((int(ip), _IPV6_PREFIX), strict=False).network_address
    return str(ip)


def consume(counted: str, now: datetime, per_hour: int | None = None, per_day: int | None = None) -> bool:
    """Count one attempt; return False, and count nothing, when there have been enough.

    counted: a network address from client_ip, or other text that stands for what is limited.
    per_hour, per_day: how many are enough within an hour and within a day; by default the settings' for enquiries.
    """
    # The salt is older than this app: the attempts of the last day must count on.
    key = salted_hmac("enquiries.ratelimit", counted, algorithm="sha256").hexdigest()
    with transaction.atomic():
        purge(now)
        in_the_hour = Count("pk", filter=Q(at__gt=now - timedelta(hours=1)))
        attempts = Attempt.objects.filter(address_hash=key, at__lte=now).aggregate(day=Count("pk"), hour=in_the_hour)
        too_many = attempts["hour"] >= (per_hour or settings.ENQUIRIES_PER_HOUR)
        if too_many or attempts["day"] >= (per_day or settings.ENQUIRIES_PER_DAY):
            return False
        Attempt.objects.create(address_hash=key, at=now)
    return True


def purge(now: datetime) -> int:
    """Delete what is older than a day; return how many. Also called by the mail worker, for when nobody writes."""
    return Attempt.objects.filter(at__lte=now - RETENTION).delete()[0]
