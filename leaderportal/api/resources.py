"""The resources of the open data. They read what the pages read, so that the two can't disagree."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from rest_framework.exceptions import NotFound
from rest_framework.mixins import ListModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from groups.evidence import examples_of_services, service_statuses
from groups.models import AreaMembership, Duty, DutyService, ExampleActivity, LeaderGroup, Service
from groups.models.group import LeaderGroupQuerySet
from places.models import Municipality, MunicipalityQuerySet, Region
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

from . import rows as row_serializers
from .answers import Meta, data_changed_at, json_exception_handler, meta, open_data_view
from .pagination import NumberedPagination
from .parameters import IDENTIFIERS, ParameterFilter, validated_parameters
from .rendering import CsvRenderer, FormatParameterNegotiation

OFFICIAL = "CC BY 4.0; name the owners and state what you changed. Which groups work there: facts, see areas."
OFFICIAL_SOURCE = (
    "Statistics Finland: classifications, population (through THL Sotkanet). National Land Survey of Finland: points. "
    "The documentation names the years and what was added."
)
FACTS = "Facts compiled from public sources, no licence is attached to them; each row names its own source."
FACTS_SOURCE = "Public pages, compiled by the portal: see the source of each row."
NETWORK = "No licence is stated for these texts; see the documentation."
NETWORK_SOURCE = "The Finnish Leader groups, from their joint presentation; translations by the portal."

IN_FORCE = AreaMembership.objects.filter(valid_to=None, group__valid_to=None, municipality__valid_to=None)


@method_decorator(open_data_view, name="dispatch")
class Resource(ListModelMixin, GenericViewSet):
    """A list that everybody may read, page by page."""

    path_name: str  # in the address; DRF keeps `name` for itself
    licence = FACTS
    source = FACTS_SOURCE
    filters: dict[str, str] = {}  # parameter of IDENTIFIERS: lookup

    authentication_classes = []
    permission_classes = []
    parser_classes = []
    renderer_classes = [JSONRenderer, CsvRenderer]
    content_negotiation_class = FormatParameterNegotiation
    filter_backends = [ParameterFilter]
    pagination_class = NumberedPagination
    metadata_class = None
    http_method_names = ["get", "head"]

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {"Allow": "GET, HEAD"}  # DRF's own adds that answers differ by the Accept header; they don't

    def filter_rows(self, queryset: QuerySet, lookups: dict[str, str]) -> Any:
        """Return the rows that meet all lookups, {lookup: value}."""
        # One filter() call: the same area must meet all conditions.
        return queryset.filter(**lookups).distinct() if lookups else queryset

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        response.data = {"meta": self.get_meta(), **response.data}
        return response

    def get_meta(self) -> Meta:
        return meta(self.request, self.licence, self.source, self.changed_at())

    def changed_at(self) -> datetime | None:
        """Return when the rows last changed, aware."""
        return data_changed_at()

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        return json_exception_handler


class KeyedResource(Resource):
    """A list of rows that each have an address of their own, by a key that lasts."""

    def get_object(self) -> Any:
        """Return the row of the address, also one that is no more."""
        row = self.with_former().filter(**{self.lookup_field: self.kwargs[self.lookup_field]}).first()
        if row is None:
            raise NotFound
        return row

    def with_former(self) -> QuerySet:
        """Return all rows, those of former municipalities and groups among them."""
        return self.get_queryset()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        validated_parameters(request, [])
        instance = self.get_object()
        if successor := getattr(instance, "successor", None):
            address = reverse(f"api-{self.path_name}-detail", args=[getattr(successor, self.lookup_field)])
            return HttpResponsePermanentRedirect("?".join(filter(None, [address, request.META.get("QUERY_STRING")])))
        return Response({"meta": self.get_meta(), "result": self.get_serializer(instance).data})


class Regions(KeyedResource):
    """The 19 regions (maakunta)."""

    path_name = "regions"
    licence, source = OFFICIAL, OFFICIAL_SOURCE
    lookup_field = "code"
    lookup_value_regex = IDENTIFIERS["region"].pattern
    serializer_class = row_serializers.RegionRow
    queryset = Region.objects.order_by("code")


class Municipalities(KeyedResource):
    """The municipalities of today, with the groups that work there; an empty list of groups: in no Leader area."""

    path_name = "municipalities"
    licence, source = OFFICIAL, OFFICIAL_SOURCE
    filters = {"region": "region", "group": "group"}
    lookup_field = "code"
    lookup_value_regex = IDENTIFIERS["municipality"].pattern
    serializer_class = row_serializers.MunicipalityRow

    def with_former(self) -> MunicipalityQuerySet:
        shares = IN_FORCE.select_related("group").order_by("coverage", "group_id")
        rows = Municipality.objects.select_related("successor").order_by("code")
        former = Municipality.objects.order_by("code")
        return rows.prefetch_related(Prefetch("areas", shares, "shares"), Prefetch("predecessors", former))

    def get_queryset(self) -> QuerySet:
        return self.with_former().current()

    def filter_rows(self, queryset: Any, lookups: dict[str, str]) -> Any:
        if group := lookups.pop("group", None):
            lookups["areas__in"] = IN_FORCE.filter(group__slug=group)
        return super().filter_rows(queryset, lookups)


class Groups(KeyedResource):
    """The Leader groups of today, with their areas."""

    path_name = "groups"
    filters = {"region": "municipality__region", "municipality": "municipality"}
    lookup_field = "slug"
    lookup_value_regex = IDENTIFIERS["group"].pattern
    serializer_class = row_serializers.GroupRow

    def with_former(self) -> LeaderGroupQuerySet:
        shares = IN_FORCE.select_related("municipality").order_by("municipality_id")
        rows = LeaderGroup.objects.select_related("office", "successor").order_by("pk")
        former = LeaderGroup.objects.order_by("pk")
        return rows.prefetch_related(Prefetch("areas", shares, "shares"), Prefetch("predecessors", former))

    def get_queryset(self) -> QuerySet:
        return self.with_former().current()

    def filter_rows(self, queryset: Any, lookups: dict[str, str]) -> Any:
        return queryset.filter(pk__in=IN_FORCE.filter(**lookups).values("group")) if lookups else queryset


class Areas(Resource):
    """Which municipality belongs to which group, wholly or in part: a row for each pair in force today."""

    path_name = "areas"
    filters = {"group": "group__slug", "municipality": "municipality", "region": "municipality__region"}
    serializer_class = row_serializers.AreaRow
    queryset = IN_FORCE.select_related("group", "municipality").order_by("municipality_id", "group_id")


class Services(KeyedResource):
    """What the network promises to regions and municipalities."""

    path_name = "services"
    licence, source = NETWORK, NETWORK_SOURCE
    lookup_field = "code"
    lookup_value_regex = IDENTIFIERS["service"].pattern
    serializer_class = row_serializers.ServiceRow
    queryset = Service.objects.order_by("order", "pk")


class Duties(KeyedResource):
    """Tasks of a municipality or region, and the services that help with them."""

    path_name = "duties"
    licence, source = NETWORK, NETWORK_SOURCE
    lookup_field = "code"
    lookup_value_regex = IDENTIFIERS["service"].pattern
    serializer_class = row_serializers.DutyRow
    queryset = Duty.objects.order_by("order", "pk").prefetch_related(
        Prefetch("links", DutyService.objects.select_related("service").order_by("order", "pk"))
    )


class Offers(Resource):
    """Which group is known to offer which service, and how we know it."""

    path_name = "offers"
    filters = {"group": "group", "service": "service"}
    serializer_class = row_serializers.OfferRow
    queryset = LeaderGroup.objects.order_by("pk")  # each with its services: see filter_rows

    def filter_rows(self, queryset: Any, lookups: dict[str, str]) -> Any:
        groups = queryset.current()
        services = Service.objects.order_by("order", "pk")
        if "group" in lookups:
            groups = groups.filter(slug=lookups["group"])
        if "service" in lookups:
            services = services.filter(code=lookups["service"])
        groups, services = list(groups), list(services)
        evidence = evidence_by_service(current_index(), groups, services)
        statuses = service_statuses(groups, examples_of_services(Q(group__in=groups)), evidence)
        offers = (
            row_serializers.Offer(group, service, statuses[group.pk, service.pk])
            for group in groups
            for service in services
        )
        return [offer for offer in offers if offer.status.is_known]


class Examples(Resource):
    """What groups have done, with its source."""

    path_name = "examples"
    filters = {"group": "group__slug", "service": "services__code", "municipality": "municipalities"}
    serializer_class = row_serializers.ExampleRow
    queryset = (
        ExampleActivity.objects.filter(group__valid_to=None)
        .select_related("group")
        .prefetch_related(
            Prefetch("services", Service.objects.order_by("order", "pk")),
            Prefetch("municipalities", Municipality.objects.order_by("code")),
        )
        .order_by("pk")
    )


RESOURCES = [Regions, Municipalities, Groups, Areas, Services, Duties, Offers, Examples]
