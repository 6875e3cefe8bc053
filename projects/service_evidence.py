"""Which services are demonstrated by funded projects and by schemes of small grants of a group."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from groups.evidence import GroupService, ProjectEvidence
from groups.models import LeaderGroup, Service

from .search.index.features import FUNDED, SCHEME
from .search.index.store import ProjectIndex


def evidence_by_service(
    index: ProjectIndex, groups: Iterable[LeaderGroup], services: Iterable[Service]
) -> dict[GroupService, ProjectEvidence]:
    """Return what demonstrates each service of each group, without a key where nothing does. No SQL.

    What a project demonstrates follows from its theme (Theme.services), what a scheme demonstrates also from
    SCHEME_SERVICES. Schemes count only where no funded project demonstrates the service.
    """
    funded, schemes = index.members("record", FUNDED), index.members("record", SCHEME)
    found = {}
    by_service = {service: index.members("service", service.slug) for service in services}
    for group in groups:
        of_group = index.members("group", group.slug)
        for service, of_service in by_service.items():
            evidence = of_group & of_service
            if count := evidence.intersection_cardinality(funded):
                found[group.pk, service.pk] = ProjectEvidence(count, 0, _search_address(FUNDED, group, service))
            elif count := evidence.intersection_cardinality(schemes):
                found[group.pk, service.pk] = ProjectEvidence(0, count, _search_address(SCHEME, group, service))
    return found


def _search_address(record: str, group: LeaderGroup, service: Service) -> str:
    querystring = urlencode({"record": record, "group": group.slug, "service": service.slug})
    return f"{reverse('projects:search')}?{querystring}"
