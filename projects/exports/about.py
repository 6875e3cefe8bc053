"""What goes with an export: what was asked, on which terms the data may be used, how new it is and where it stands."""

from django.utils import timezone

from projects.models import ProjectSource
from text.localized import localized

from .citation import data_changed, in_words

# Told in English in every file, like the names of its columns.
LICENCE = "Facts compiled from public sources, no licence is attached to them; each row names its own source."


def about_export(question, labels, selection, address):
    """Return {what: text or list of texts} for files that have room for it. Two SQL statements.

    address: the full address of the search that lists the same projects.
    """
    changed = data_changed(selection)
    known = ProjectSource.objects.filter(code__in=selection.counts("source")).order_by("code")
    return {
        "question": in_words(question, labels),
        "count": len(selection),
        "address": address,
        "licence": LICENCE,
        "sources": [_source(source) for source in known],
        "updated": changed and timezone.localtime(changed).isoformat(timespec="seconds"),
        "downloaded": timezone.localdate().isoformat(),
    }


def _source(source):
    collected = source.collected_on and f"collected on {source.collected_on.isoformat()}"
    told = [source.code, localized(source, "name")[0], source.owner, collected, source.licence, source.url]
    return " · ".join(filter(None, told))
