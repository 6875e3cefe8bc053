"""The front page: the question box first."""

from urllib.parse import urlencode

from django.db.models import F, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from groups.coverage import coverage_totals, municipality_coverages
from groups.evidence import examples_of_services
from groups.models import Duty, ExampleActivity, LeaderGroup, Statement, Strength, Wish
from projects.search.index import current_index
from projects.search.index.features import FUNDED

from .maps import country_map

EXAMPLES = 3
NEWEST = 12  # candidates besides those of FIRST_SERVICES
# Services of which everybody in a municipality office has a picture: employment, integration, youth.
FIRST_SERVICES = ["tyovoima-ja-yritysosaaminen", "maahan-muuttaneiden-osallisuus", "nuoriso-leader"]


def front(request: HttpRequest) -> HttpResponse:
    """Show the box, duties, what Leader is, the map and the counts."""
    groups = LeaderGroup.objects.current().only("slug", "name").alphabetical()
    coverages = municipality_coverages()
    context = {
        "groups": groups,
        "totals": coverage_totals(coverages),
        "map": country_map(groups, coverages),
        "duties": Duty.objects.all(),
        "statements": {statement.code: statement for statement in Statement.objects.all()},
        "strengths": Strength.objects.all(),
        "examples": varied_examples(),
        "funded_projects": len(current_index().members("record", FUNDED)),
        "funded_query": urlencode({"record": FUNDED}),
        "wishes": Wish.objects.all(),
    }
    return render(request, "leaderportal/front.html", context)


def varied_examples() -> list[ExampleActivity]:
    """Return up to three sure examples of different services and groups. Three SQL statements.

    Employment, integration and youth come first, as far as they have one; then the newest of the other services.
    """
    newest = ExampleActivity.objects.order_by(F("year").desc(nulls_last=True), "pk")[:NEWEST].values("pk")
    candidates = examples_of_services(Q(services__slug__in=FIRST_SERVICES) | Q(pk__in=newest))
    sure = [example for example in candidates if example.is_sure]
    # Among those of one year, or of an unknown one, first what the reader can follow: a title in their language.
    sure.sort(key=lambda example: (-(example.year or 0), example.title_language != get_language()))
    order = {slug: position for position, slug in enumerate(FIRST_SERVICES)}
    pairs = [(service, example) for example in sure for service in example.services.all()]
    chosen, services, groups = [], set(), set()
    for service, example in sorted(pairs, key=lambda pair: order.get(pair[0].slug, len(order))):
        if len(chosen) < EXAMPLES and service.pk not in services and example.group_id not in groups:
            chosen.append(example)
            services.add(service.pk)
            groups.add(example.group_id)
    prefetch_related_objects(chosen, "municipalities")
    return chosen
