"""How to reach each group, in a file: what a page can still show when the database is gone.

It holds only what the group's page shows to everybody.
"""

import json
import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.utils.translation import override

from .models import AreaMembership, Contact, LeaderGroup, Office

logger = logging.getLogger(__name__)

MAX_AGE_SECONDS = 3600


class OfflineContact(TypedDict):
    """How to reach a group; `name` by language."""

    name: dict[str, str]
    phone: str
    email: str
    website: str


class OfflineContacts(TypedDict):
    """The content of the file. municipalities, regions: slugs of groups, by slug and by code of the place."""

    groups: dict[str, OfflineContact]
    municipalities: dict[str, list[str]]
    regions: dict[str, list[str]]


def refresh(force: bool = False) -> None:
    """Write the file again when it is older than an hour, or in any case when forced.

    A folder that cannot be written to is logged, not raised: nobody's mail waits for this file.
    """
    path = Path(settings.CONTACT_FILE)
    with suppress(OSError):
        if not force and time.time() - path.stat().st_mtime < MAX_AGE_SECONDS:
            return
    text = json.dumps(_all_contacts(), ensure_ascii=False, indent=1)
    # Several workers may write at once, and a web server may read: whole or not at all.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        logger.warning("The file of contacts cannot be written: %s", type(error).__name__)


def contacts_for(
    group: str | None = None, municipality: str | None = None, region: str | None = None
) -> list[OfflineContact]:
    """Return how to reach the groups that a page is about, without the database; empty when there is no file.

    group: a slug; municipality, region: a slug or code. The first that the file knows counts.
    """
    contacts = _read()
    slugs = [group] if group in contacts["groups"] else contacts["municipalities"].get(municipality or "")
    slugs = slugs or contacts["regions"].get(region or "") or []
    return [contacts["groups"][slug] for slug in slugs if slug in contacts["groups"]]


def _read() -> OfflineContacts:
    with suppress(OSError, ValueError):
        return json.loads(Path(settings.CONTACT_FILE).read_text(encoding="utf-8"))
    return OfflineContacts(groups={}, municipalities={}, regions={})


def _all_contacts() -> OfflineContacts:
    groups = LeaderGroup.objects.current().select_related("office").prefetch_related("contacts")
    contacts = OfflineContacts(
        groups={group.slug: _contact_of(group) for group in groups}, municipalities={}, regions={}
    )
    areas = AreaMembership.objects.filter(valid_to=None, group__valid_to=None)
    for area in areas.select_related("group", "municipality__region").order_by("group__slug"):
        municipality, region = area.municipality, area.municipality.region
        for key in (municipality.slug, municipality.code):
            _append_once(contacts["municipalities"], key, area.group.slug)
        for key in (region.slug, region.code):
            _append_once(contacts["regions"], key, area.group.slug)
    return contacts


def _append_once(slugs_by_place: dict[str, list[str]], key: str, slug: str) -> None:
    slugs = slugs_by_place.setdefault(key, [])
    if slug not in slugs:
        slugs.append(slug)


def _contact_of(group: LeaderGroup) -> OfflineContact:
    names = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names[language] = str(group)
    contacts: list[Office | Contact] = [*group.contacts.all()]
    if hasattr(group, "office"):
        contacts.insert(0, group.office)
    return {
        "name": names,
        "phone": next((contact.phone for contact in contacts if contact.phone), ""),
        "email": next((contact.email for contact in contacts if contact.email), ""),
        "website": group.website,
    }
