"""How to reach each group, in a file: what a page can still tell when the database is gone.

It holds only what the group's page shows to everybody.
"""

import json
import logging
import os
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from .models import AreaMembership, LeaderGroup

logger = logging.getLogger(__name__)

FRESH_SECONDS = 3600


def refresh(is_forced=False):
    """Write the file anew when it is older than an hour, or in any case when forced.

    A folder that cannot be written to is logged, not raised: nobody's mail waits for this file.
    """
    path = Path(settings.CONTACT_FILE)
    with suppress(OSError):
        if not is_forced and time.time() - path.stat().st_mtime < FRESH_SECONDS:
            return
    text = json.dumps(_collected(), ensure_ascii=False, indent=1)
    # Several workers may write at once, and a web server may read: whole or not at all.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        logger.warning("The file of contacts cannot be written: %s", type(error).__name__)


def reach(group=None, municipality=None, region=None):
    """Return the groups to call, as a list of {"name": {language: str}, "phone": str, "email": str, "website": str}.

    group, municipality, region: slug (any str) or None; of a municipality or region its code counts too. The first that
    is known counts. Empty when none is, or when there is no file. Asks nothing of the database.
    """
    known = _read()
    slugs = [group] if group in known["groups"] else known["municipalities"].get(municipality)
    slugs = slugs or known["regions"].get(region) or []
    return [known["groups"][slug] for slug in slugs if slug in known["groups"]]


def _read():
    with suppress(OSError, ValueError):
        return json.loads(Path(settings.CONTACT_FILE).read_text(encoding="utf-8"))
    return {"groups": {}, "municipalities": {}, "regions": {}}


def _collected():
    groups = LeaderGroup.objects.current().select_related("office").prefetch_related("contacts")
    municipalities: dict[str, list[str]] = {}
    regions: dict[str, list[str]] = {}
    areas = AreaMembership.objects.filter(valid_to=None, group__valid_to=None).order_by("group__slug")
    columns = (
        "group__slug",
        "municipality__slug",
        "municipality__code",
        "municipality__region__slug",
        "municipality__region__code",
    )
    for group, slug, code, region, region_code in areas.values_list(*columns):
        keys = (municipalities, slug), (municipalities, code), (regions, region), (regions, region_code)
        for where, key in keys:
            if group not in where.setdefault(key, []):
                where[key].append(group)
    return {
        "groups": {group.slug: _reach_of(group) for group in groups},
        "municipalities": municipalities,
        "regions": regions,
    }


def _reach_of(group):
    names = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names[language] = str(group)
    ways = [*filter(None, [getattr(group, "office", None)]), *group.contacts.all()]
    return {
        "name": names,
        "phone": next((way.phone for way in ways if way.phone), ""),
        "email": next((way.email for way in ways if way.email), ""),
        "website": group.website,
    }
