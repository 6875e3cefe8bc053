"""How many enquiries one network address may send, and how many replies one enquiry may get.

Counted in rows, so that all web processes count together.
"""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from .models import Attempt

KEPT = timedelta(hours=24)  # the privacy notice promises it
_IPV6_PREFIX = 64  # bits; one customer has at least so much, and may change within it


def client_ip(request):
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


def consume(whose, now, per_hour=None, per_day=None):
    """Count one attempt of somebody; return False, and count nothing, when there have been enough.

    Enough: per_hour within an hour or per_day within a day; of enquiries when not given, as the settings say.
    whose: a network address from address_of, or another word that stands for who is counted. now: aware datetime.
    """
    key = salted_hmac("enquiries.ratelimit", whose, algorithm="sha256").hexdigest()
    with transaction.atomic():
        purge(now)
        in_the_hour = Count("pk", filter=Q(at__gt=now - timedelta(hours=1)))
        sent = Attempt.objects.filter(address_hash=key, at__lte=now).aggregate(day=Count("pk"), hour=in_the_hour)
        too_many = sent["hour"] >= (per_hour or settings.ENQUIRIES_PER_HOUR)
        if too_many or sent["day"] >= (per_day or settings.ENQUIRIES_PER_DAY):
            return False
        Attempt.objects.create(address_hash=key, at=now)
    return True


def purge(now: datetime) -> int:
    """Delete what is older than a day; return how many. Also called by the mail worker, for when nobody writes."""
    return Attempt.objects.filter(at__lte=now - KEPT).delete()[0]
