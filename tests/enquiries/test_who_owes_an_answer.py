"""Who owes an answer: one rule, the same in SQL and in Python; where one group takes the lead, the others owe none."""

import pytest

from enquiries import workflow
from enquiries.models import Enquiry
from enquiries.sla.pending import due_on, owes_answer, owing

from .conftest import filled_in


def answers(one):
    workflow.answer(one, "Kyllä onnistuu.")


def takes_the_lead(one):
    workflow.take_lead(one, None)


def closes(outcome):
    return lambda one: workflow.close(one, outcome)


def both_ways(enquiry):
    """Return the groups that owe an answer as the rule says in SQL and in Python."""
    everybody = list(enquiry.recipients.select_related("group"))
    in_python = [str(one) for one in everybody if owes_answer(one, everybody)]
    return [str(one) for one in owing().filter(enquiry=enquiry).order_by("pk")], in_python


@pytest.mark.parametrize(
    ("deeds", "owes"),
    [
        ([], ["first", "second"]),
        ([("first", answers)], ["second"]),
        ([("first", takes_the_lead)], ["first"]),
        ([("first", takes_the_lead), ("first", answers)], []),
        ([("first", takes_the_lead), ("first", answers), ("first", closes("partnership"))], []),
        ([("first", takes_the_lead), ("first", closes("no_need"))], []),
        # It has not answered for all: the other one must.
        ([("first", takes_the_lead), ("first", closes("referred"))], ["second"]),
        ([("first", takes_the_lead), ("first", closes("no_answer"))], ["second"]),
        ([("first", takes_the_lead), ("second", takes_the_lead)], ["second"]),
        ([("second", takes_the_lead), ("first", closes("advice"))], ["second"]),
        ([("first", closes("advice")), ("second", closes("advice"))], []),
    ],
)
def test_sql_and_python_agree(shared, deeds, owes):
    for who, deed in deeds:
        first, second = shared.recipients.order_by("pk")
        deed({"first": first, "second": second}[who])
    names = dict(zip(["first", "second"], map(str, shared.recipients.order_by("pk")), strict=True))
    expected = [names[one] for one in owes]
    assert both_ways(shared) == (expected, expected)


def test_who_owes_nothing_has_no_day(shared):
    lead, other = shared.recipients.order_by("pk")
    assert due_on(other, [lead, other])
    workflow.take_lead(lead, None)
    assert due_on(other, [lead, other]) is None
    assert due_on(lead, [lead, other])


def test_what_is_held_is_owed_by_nobody(client, url, split_town):
    client.post(url, filled_in("municipality:kurikka", to="all", homepage="x"))
    assert both_ways(Enquiry.objects.get()) == ([], [])


def test_what_is_erased_is_owed_by_nobody(shared):
    workflow.erase(shared)
    assert both_ways(shared) == ([], [])


def test_a_lead_of_another_case_changes_nothing(client, url, shared, split_town):
    client.post(url, filled_in("municipality:kurikka", to="all", text="Aivan toinen asia"))
    other = Enquiry.objects.exclude(pk=shared.pk).get()
    workflow.take_lead(shared.recipients.first(), None)
    assert len(both_ways(other)[0]) == 2
