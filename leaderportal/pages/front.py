"""The front page: the question box first."""

from django.db.models import Q
from django.shortcuts import render

from groups.models import Duty, ExampleActivity, LeaderGroup, Statement, Strength, Wish
from groups.served import reach, served_municipalities
from groups.states import example_links, examples_in

from .maps import country_map

EXAMPLES = 3
LINKS = 12  # looked at to find three sure examples of different groups


def front(request):
    """Show the box, duties, what Leader is, the map and the counts."""
    groups = LeaderGroup.objects.current().only("slug", "name").alphabetical()
    served = served_municipalities()
    context = {
        "groups": groups,
        "reach": reach(served),
        "map": country_map(groups, served),
        "duties": Duty.objects.all(),
        "statements": {statement.code: statement for statement in Statement.objects.all()},
        "strengths": Strength.objects.all(),
        "examples": recent_examples(),
        "example_count": ExampleActivity.objects.count(),
        "wishes": Wish.objects.all(),
    }
    return render(request, "leaderportal/front.html", context)


def recent_examples():
    """Return the newest sure examples, one a group, each with `service_list`. Two SQL statements."""
    links = [link for link in example_links(Q(year__isnull=False), most=LINKS) if link.exampleactivity.is_sure]
    one_a_group = {link.exampleactivity.group_id: link.exampleactivity_id for link in reversed(links)}
    chosen = set(list(one_a_group.values())[-EXAMPLES:])
    return examples_in([link for link in links if link.exampleactivity_id in chosen])
