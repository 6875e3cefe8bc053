"""Which services are shown by funded projects and by schemes of small grants of a group."""

from urllib.parse import urlencode

from django.urls import reverse

from .search.index.features import FUNDED, SCHEME


def evidence_by_service(index, groups, services):
    """Return {(group pk, service pk): (number of funded projects, number of schemes, address of their list)}.

    index: of current_index(); groups, services: lists of objects with pk and slug. What a project shows follows from
    its theme (Theme.services), what a scheme shows also from SCHEME_SERVICES. Schemes count only where no funded
    project shows the service; where nothing does, there is no key. No SQL.
    """
    funded, schemes, found = index.members("record", FUNDED), index.members("record", SCHEME), {}
    by_service = {service: index.members("service", service.slug) for service in services}
    for group in groups:
        of_group = index.members("group", group.slug)
        for service, of_service in by_service.items():
            showing = of_group & of_service
            if projects := showing.intersection_cardinality(funded):
                found[group.pk, service.pk] = (projects, 0, _listed(FUNDED, group, service))
            elif grants := showing.intersection_cardinality(schemes):
                found[group.pk, service.pk] = (0, grants, _listed(SCHEME, group, service))
    return found


def _listed(record, group, service):
    query = urlencode({"record": record, "group": group.slug, "service": service.slug})
    return f"{reverse('projects:search')}?{query}"
