"""What makes two enquiries the same: one sender writes one text about one place to the same groups."""

import hashlib
import json
import uuid
from collections.abc import Iterable

from django.db.models import Model


def content_key(email: str, place: Model, group_keys: Iterable[int], text: str) -> uuid.UUID:
    """Return the key of what an enquiry says: the same for the same, another for anything else.

    email: of the sender, in whatever case. place: the Municipality, Region or LeaderGroup it is about.
    group_keys: primary keys of the groups asked, in any order; none for the coordinator.
    text: what was written. Name, phone and topics don't count: who goes back to mend them asks the same.
    """
    content = [email.lower(), place._meta.label, place.pk, sorted(group_keys), text]
    return uuid.UUID(bytes=hashlib.sha256(json.dumps(content).encode()).digest()[:16])
