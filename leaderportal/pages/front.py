"""The front page: the question box first."""

from django.db.models import Count, F, Window
from django.shortcuts import render

from groups.models import Duty, ExampleActivity, LeaderGroup, Statement, Strength, Wish
from groups.models.sourced import Confidence
from groups.served import reach, served_municipalities

from .maps import country_map

EXAMPLES = 3


def front(request):
    """Show the box, duties, what Leader is, the map and the counts."""
    groups = LeaderGroup.objects.current().alphabetical()
    served = served_municipalities()
    examples = recent_examples()
    context = {
        "groups": groups,
        "reach": reach(served),
        "map": country_map(groups, served),
        "duties": Duty.objects.all(),
        "statements": {statement.code: statement for statement in Statement.objects.all()},
        "strengths": Strength.objects.all(),
        "examples": examples,
        "example_count": examples[0].total if examples else 0,
        "wishes": Wish.objects.all(),
    }
    return render(request, "leaderportal/front.html", context)


def recent_examples():
    """Return the newest sure examples, one a group; each knows the `total` of all examples. Two SQL statements."""
    examples = ExampleActivity.objects.annotate(total=Window(Count("pk"))).select_related("group")
    examples = examples.order_by(F("year").desc(nulls_last=True), "pk").prefetch_related("services")
    chosen = {}
    for example in examples[: EXAMPLES * 5]:
        if example.confidence != Confidence.LOW:
            chosen.setdefault(example.group_id, example)
    return list(chosen.values())[:EXAMPLES]
