"""Whose answer is awaited: one rule, the same in SQL and in Python; where one group leads, only that group's."""

import pytest

from enquiries import workflow
from enquiries.models import Enquiry
from enquiries.sla.pending import awaiting_answer, is_awaiting_answer, open_deadline
from tests.enquiries.conftest import filled_in


def answer(recipient):
    workflow.answer(recipient, "Kyllä onnistuu.")


def take_lead(recipient):
    workflow.take_lead(recipient, None)


def close(outcome):
    return lambda recipient: workflow.close(recipient, outcome)


def awaiting_in_sql_and_python(enquiry):
    """Return the groups whose answer is awaited, as the rule says in SQL and in Python."""
    recipients = list(enquiry.recipients.select_related("group"))
    in_python = [str(recipient) for recipient in recipients if is_awaiting_answer(recipient, recipients)]
    return [str(recipient) for recipient in awaiting_answer().filter(enquiry=enquiry).order_by("pk")], in_python


@pytest.mark.parametrize(
    ("actions", "awaited"),
    [
        ([], ["first", "second"]),
        ([("first", answer)], ["second"]),
        ([("first", take_lead)], ["first"]),
        ([("first", take_lead), ("first", answer)], []),
        ([("first", take_lead), ("first", answer), ("first", close("partnership"))], []),
        ([("first", take_lead), ("first", close("no_need"))], []),
        # It has not answered for all: the other one must.
        ([("first", take_lead), ("first", close("referred"))], ["second"]),
        ([("first", take_lead), ("first", close("no_answer"))], ["second"]),
        ([("first", take_lead), ("second", take_lead)], ["second"]),
        ([("second", take_lead), ("first", close("advice"))], ["second"]),
        ([("first", close("advice")), ("second", close("advice"))], []),
    ],
)
def test_sql_and_python_agree(shared, actions, awaited):
    for who, action in actions:
        first, second = shared.recipients.order_by("pk")
        action({"first": first, "second": second}[who])
    names = dict(zip(["first", "second"], map(str, shared.recipients.order_by("pk")), strict=True))
    expected = [names[name] for name in awaited]
    assert awaiting_in_sql_and_python(shared) == (expected, expected)


def test_a_recipient_that_need_not_answer_has_no_deadline(shared):
    lead, other = shared.recipients.order_by("pk")
    assert open_deadline(other, [lead, other])
    workflow.take_lead(lead, None)
    assert open_deadline(other, [lead, other]) is None
    assert open_deadline(lead, [lead, other])


def test_no_answer_is_awaited_while_an_enquiry_is_held(client, url, split_town):
    client.post(url, filled_in("municipality:kurikka", to="all", homepage="x"))
    assert awaiting_in_sql_and_python(Enquiry.objects.get()) == ([], [])


def test_no_answer_is_awaited_to_an_erased_enquiry(shared):
    workflow.erase(shared)
    assert awaiting_in_sql_and_python(shared) == ([], [])


def test_a_lead_of_another_case_changes_nothing(client, url, shared, split_town):
    client.post(url, filled_in("municipality:kurikka", to="all", text="Aivan toinen asia"))
    other = Enquiry.objects.exclude(pk=shared.pk).get()
    workflow.take_lead(shared.recipients.first(), None)
    assert len(awaiting_in_sql_and_python(other)[0]) == 2
