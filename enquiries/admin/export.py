"""The list of cases as a table for a spreadsheet. Without name, address, phone and text: a file is easily passed on."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enquiries.models import EnquiryRecipient
from enquiries.sla.pending import open_deadline
from projects.exports.escaping import guard_formula


class CaseColumn(NamedTuple):
    """One column of the table."""

    heading: Promise | str
    value: Callable[[EnquiryRecipient], object]


def csv_response(cases: Iterable[EnquiryRecipient]) -> HttpResponse:
    """Return a response with the cases as a CSV file: UTF-8 with a byte order mark, as spreadsheets expect it.

    cases: with enquiry, its place, services and recipients, group and assignee loaded.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate()}.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response, delimiter=";")
    writer.writerow([column.heading for column in COLUMNS])
    writer.writerows([guard_formula(str(column.value(case))) for column in COLUMNS] for case in cases)
    return response


def _services(case: EnquiryRecipient) -> str:
    return ", ".join(str(service) for service in case.enquiry.services.all())


def _deadline(case: EnquiryRecipient) -> date | str:
    return open_deadline(case, case.enquiry.recipients.all()) or ""


def _day(moment: datetime | None) -> date | str:
    return timezone.localdate(moment) if moment else ""


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


COLUMNS = [
    CaseColumn(_("reference"), lambda case: case.enquiry.reference),
    CaseColumn(_("received"), lambda case: _day(case.enquiry.created_at)),
    CaseColumn(_("organisation"), lambda case: case.enquiry.organisation),
    CaseColumn(_("place"), lambda case: case.enquiry.place),
    CaseColumn(_("services"), _services),
    CaseColumn(_("Leader group"), str),
    CaseColumn(_("state"), lambda case: case.get_state_display()),
    CaseColumn(_("assigned to"), lambda case: _name(case.assignee)),
    CaseColumn(_("answer promised by"), _deadline),
    CaseColumn(_("first answered"), lambda case: _day(case.answered_at)),
    CaseColumn(_("closed"), lambda case: _day(case.closed_at)),
    CaseColumn(pgettext_lazy("of an enquiry", "outcome"), lambda case: case.get_outcome_display()),
]
