"""The resources of the open data. They read what the pages read, so that the two can't disagree."""

from django.db.models import Prefetch
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from rest_framework.exceptions import NotFound
from rest_framework.mixins import ListModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from groups.evidence import ServiceStatus, service_statuses
from groups.models import AreaMembership, Duty, DutyService, ExampleActivity, LeaderGroup, Service
from places.models import Municipality, Region
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

from . import rows
from .answers import ByFormat, Csv, Pages, meta, open_to_all, problem, updated
from .parameters import KEYS, Parameters, checked

OFFICIAL = "CC BY 4.0; name the owners and tell what you changed. Which groups work there: facts, see areas."
OFFICIAL_SOURCE = (
    "Statistics Finland: classifications, population (through THL Sotkanet). National Land Survey of Finland: points. "
    "The documentation names the years and what was added."
)
FACTS = "Facts compiled from public sources, no licence is attached to them; each row names its own source."
FACTS_SOURCE = "Public pages, compiled by the portal: see the source of each row."
NETWORK = "No licence is stated for these texts; see the documentation."
NETWORK_SOURCE = "The Finnish Leader groups, from their joint presentation; translations by the portal."

IN_FORCE = AreaMembership.objects.filter(valid_to=None, group__valid_to=None, municipality__valid_to=None)


@method_decorator(open_to_all, name="dispatch")
class Resource(ListModelMixin, GenericViewSet):
    """A list that everybody may read, page by page."""

    word: str  # in the address; DRF keeps `name` for itself
    licence = FACTS
    source = FACTS_SOURCE
    filters: dict[str, str] = {}  # parameter of KEYS: lookup

    authentication_classes = []
    permission_classes = []
    parser_classes = []
    renderer_classes = [JSONRenderer, Csv]
    content_negotiation_class = ByFormat
    filter_backends = [Parameters]
    pagination_class = Pages
    metadata_class = None
    http_method_names = ["get", "head"]

    @property
    def default_response_headers(self):
        return {"Allow": "GET, HEAD"}  # DRF's own adds that answers differ by the Accept header; they don't

    def narrowed(self, queryset, lookups):
        """Return the rows that meet all lookups, {lookup: value}."""
        # One filter() call: the same area must meet all conditions.
        return queryset.filter(**lookups).distinct() if lookups else queryset

    def list(self, request, *args, **kwargs):
        response = super().list(request, *args, **kwargs)
        response.data = {"meta": meta(request, self.licence, self.source, self.changed()), **response.data}
        return response

    def changed(self):
        """Return when the rows last changed, an aware datetime or None."""
        return updated()

    def get_exception_handler(self):
        return problem


class KeyedResource(Resource):
    """A list of things that each have an address of their own, by a key that lasts."""

    def get_object(self):
        """Return the object of the address, also one that is no more."""
        found = self.everything().filter(**{self.lookup_field: self.kwargs[self.lookup_field]}).first()
        if found is None:
            raise NotFound
        return found

    def everything(self):
        return self.get_queryset()

    def retrieve(self, request, *args, **kwargs):
        checked(request, [])
        found = self.get_object()
        if successor := getattr(found, "successor", None):
            address = reverse(f"api-{self.word}-detail", args=[getattr(successor, self.lookup_field)])
            return HttpResponsePermanentRedirect("?".join(filter(None, [address, request.META.get("QUERY_STRING")])))
        row = self.get_serializer(found).data
        return Response({"meta": meta(request, self.licence, self.source, self.changed()), "result": row})


class Regions(KeyedResource):
    """The 19 regions (maakunta)."""

    word = "regions"
    licence, source = OFFICIAL, OFFICIAL_SOURCE
    lookup_field = "code"
    lookup_value_regex = KEYS["region"].pattern
    serializer_class = rows.RegionRow
    queryset = Region.objects.order_by("code")


class Municipalities(KeyedResource):
    """The municipalities of today, with the groups that work there; an empty list of groups: in no Leader area."""

    word = "municipalities"
    licence, source = OFFICIAL, OFFICIAL_SOURCE
    filters = {"region": "region", "group": "group"}
    lookup_field = "code"
    lookup_value_regex = KEYS["municipality"].pattern
    serializer_class = rows.MunicipalityRow

    def everything(self):
        shares = IN_FORCE.select_related("group").order_by("coverage", "group_id")
        found = Municipality.objects.select_related("successor").order_by("code")
        former = Municipality.objects.order_by("code")
        return found.prefetch_related(Prefetch("areas", shares, "shares"), Prefetch("predecessors", former))

    def get_queryset(self):
        return self.everything().current()

    def narrowed(self, queryset, lookups):
        if group := lookups.pop("group", None):
            lookups["areas__in"] = IN_FORCE.filter(group__slug=group)
        return super().narrowed(queryset, lookups)


class Groups(KeyedResource):
    """The Leader groups of today, with their areas."""

    word = "groups"
    filters = {"region": "municipality__region", "municipality": "municipality"}
    lookup_field = "slug"
    lookup_value_regex = KEYS["group"].pattern
    serializer_class = rows.GroupRow

    def everything(self):
        shares = IN_FORCE.select_related("municipality").order_by("municipality_id")
        found = LeaderGroup.objects.select_related("office", "successor").order_by("pk")
        former = LeaderGroup.objects.order_by("pk")
        return found.prefetch_related(Prefetch("areas", shares, "shares"), Prefetch("predecessors", former))

    def get_queryset(self):
        return self.everything().current()

    def narrowed(self, queryset, lookups):
        return queryset.filter(pk__in=IN_FORCE.filter(**lookups).values("group")) if lookups else queryset


class Areas(Resource):
    """Which municipality belongs to which group, wholly or in part: a row for each pair in force today."""

    word = "areas"
    filters = {"group": "group__slug", "municipality": "municipality", "region": "municipality__region"}
    serializer_class = rows.AreaRow
    queryset = IN_FORCE.select_related("group", "municipality").order_by("municipality_id", "group_id")


class Services(KeyedResource):
    """What the network promises to regions and municipalities."""

    word = "services"
    licence, source = NETWORK, NETWORK_SOURCE
    lookup_field = "code"
    lookup_value_regex = KEYS["service"].pattern
    serializer_class = rows.ServiceRow
    queryset = Service.objects.order_by("order", "pk")


class Duties(KeyedResource):
    """Tasks of a municipality or region, and the services that help with them."""

    word = "duties"
    licence, source = NETWORK, NETWORK_SOURCE
    lookup_field = "code"
    lookup_value_regex = KEYS["service"].pattern
    serializer_class = rows.DutyRow
    queryset = Duty.objects.order_by("order", "pk").prefetch_related(
        Prefetch("links", DutyService.objects.select_related("service").order_by("order", "pk"))
    )


class Offers(Resource):
    """Which group is known to offer which service, and how we know it."""

    word = "offers"
    filters = {"group": "group", "service": "service"}
    serializer_class = rows.OfferRow
    queryset = LeaderGroup.objects.order_by("pk")  # each with its services: see narrowed

    def narrowed(self, queryset, lookups):
        groups = queryset.current()
        services = Service.objects.order_by("order", "pk")
        if "group" in lookups:
            groups = groups.filter(slug=lookups["group"])
        if "service" in lookups:
            services = services.filter(code=lookups["service"])
        groups, services = list(groups), list(services)
        cells = service_statuses(groups, shown=evidence_by_service(current_index(), groups, services))
        pairs = (
            (group, service, cells.get((group.pk, service.pk), ServiceStatus()))
            for group in groups
            for service in services
        )
        return [(group, service, cell) for group, service, cell in pairs if cell.is_known]


class Examples(Resource):
    """What groups have done, with the source that tells it."""

    word = "examples"
    filters = {"group": "group__slug", "service": "services__code", "municipality": "municipalities"}
    serializer_class = rows.ExampleRow
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
