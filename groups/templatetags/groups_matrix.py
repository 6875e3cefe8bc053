"""The services × groups matrix read by column: on a phone one group at a time."""

from django import template

from groups.evidence import Evidence

register = template.Library()


@register.filter
def by_group(groups, rows):
    """Return [(group, [(state, [services])])], surest state first.

    groups: list; rows: [(service, [cell per group])] in the order of groups.
    """
    columns = []
    for place, group in enumerate(groups):
        by_state = {state: [] for state in Evidence}
        for service, cells in rows:
            by_state[cells[place].state].append(service.name)
        columns.append((group, [(state, services) for state, services in by_state.items() if services]))
    return columns
