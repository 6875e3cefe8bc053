"""The Swedish name of the town that an office is in."""

from places.models import Municipality, PostalCode


def towns_in_swedish():
    """Return {Finnish name: Swedish name} of postal places and of municipalities, former ones too.

    A municipality's own name counts where both have it. Two SQL statements; names alike in both languages are left out.
    """
    names = dict(PostalCode.objects.values_list("name_fi", "name_sv"))
    names |= dict(Municipality.objects.values_list("name_fi", "name_sv"))
    return {finnish: swedish for finnish, swedish in names.items() if swedish and swedish != finnish}
