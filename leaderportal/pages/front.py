"""The front page: the question box first."""

from urllib.parse import urlencode

from django.db.models import F, Q
from django.shortcuts import render
from django.utils.translation import get_language

from groups.coverage import coverage_totals, municipality_coverages
from groups.evidence import example_links, examples_in
from groups.models import Duty, ExampleActivity, LeaderGroup, Statement, Strength, Wish
from projects.search.index import current_index, index_version
from projects.search.index.features import FUNDED

from .maps import country_map

EXAMPLES = 3
NEWEST = 12  # looked at besides SHOWN_FIRST
# Services of which everybody in a municipality office has a picture: employment, integration, youth.
SHOWN_FIRST = ["tyovoima-ja-yritysosaaminen", "maahan-muuttaneiden-osallisuus", "nuoriso-leader"]


def front(request):
    """Show the box, duties, what Leader is, the map and the counts."""
    groups = LeaderGroup.objects.current().only("slug", "name").annotate(index_version=index_version()).alphabetical()
    index = current_index(*(group.index_version for group in groups[:1]))
    served = municipality_coverages()
    context = {
        "groups": groups,
        "reach": coverage_totals(served),
        "map": country_map(groups, served),
        "duties": Duty.objects.all(),
        "statements": {statement.code: statement for statement in Statement.objects.all()},
        "strengths": Strength.objects.all(),
        "examples": varied_examples(),
        "funded_projects": len(index.members("record", FUNDED)),
        "funded_query": urlencode({"record": FUNDED}),
        "wishes": Wish.objects.all(),
    }
    return render(request, "leaderportal/front.html", context)


def varied_examples():
    """Return up to three sure examples of different services and groups, each with `service_list`. Two SQL statements.

    Employment, integration and youth come first, as far as they have one; then the newest of the other services.
    """
    newest = ExampleActivity.objects.order_by(F("year").desc(nulls_last=True), "pk")[:NEWEST].values("pk")
    links = example_links(Q(services__slug__in=SHOWN_FIRST) | Q(pk__in=newest))
    links = [link for link in links if link.exampleactivity.is_sure]
    # Among those of one year, or of an unknown one, what the reader can follow: one with a title in her language.
    links.sort(key=lambda link: (-(link.exampleactivity.year or 0), _is_foreign(link.exampleactivity)))
    order = {slug: place for place, slug in enumerate(SHOWN_FIRST)}
    chosen, services, groups = [], set(), set()
    for link in sorted(links, key=lambda link: order.get(link.service.slug, len(order))):
        example = link.exampleactivity
        if len(chosen) < EXAMPLES and link.service_id not in services and example.group_id not in groups:
            chosen.append(example.pk)
            services.add(link.service_id)
            groups.add(example.group_id)
    shown = examples_in([link for link in links if link.exampleactivity_id in chosen])
    return sorted(shown, key=lambda example: chosen.index(example.pk))


def _is_foreign(example):
    return example.title_language != get_language()
