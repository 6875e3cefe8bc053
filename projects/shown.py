"""Which services are shown by funded projects: a group that has funded youth projects can do youth work."""

from urllib.parse import urlencode

from django.urls import reverse

from .index.facets import FUNDED


def services_shown(index, groups, services):
    """Return {(group pk, service pk): (number of funded projects, address of their list)}, without zeros.

    index: of current_index(); groups, services: lists of objects with pk and slug. What a project shows follows from
    its theme (Theme.services). No SQL.
    """
    funded, found = index.members("record", FUNDED), {}
    by_service = {service: index.members("service", service.slug) & funded for service in services}
    for group in groups:
        of_group = index.members("group", group.slug)
        for service, projects in by_service.items():
            count = projects.intersection_cardinality(of_group)
            if count:
                query = urlencode({"record": FUNDED, "group": group.slug, "service": service.slug})
                found[group.pk, service.pk] = (count, f"{reverse('projects:search')}?{query}")
    return found
