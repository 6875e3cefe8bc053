"""The list of cases as a table for a spreadsheet. Without name, address, phone and text: a file is easily passed on."""

import csv

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from enquiries.sla.pending import due_on
from projects.exports.formulas import guarded


def as_csv(cases):
    """Return the cases as a response with a CSV file: UTF-8 with a mark, as spreadsheets expect it.

    cases: EnquiryRecipients with enquiry, its place, services and recipients, group and assignee at hand.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate()}.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [
            _("reference"), _("received"), _("organisation"), _("place"), _("services"), _("Leader group"), _("state"),
            _("assigned to"), _("answer promised by"), _("first answered"), _("closed"), _("what came of it"),
        ]
    )  # fmt: skip
    writer.writerows(map(_row, cases))
    return response


def _row(case):
    enquiry = case.enquiry
    cells = [
        enquiry.reference,
        _day(enquiry.created_at),
        enquiry.organisation,
        enquiry.place,
        ", ".join(str(service) for service in enquiry.services.all()),
        case,
        case.get_state_display(),
        _name(case.assignee),
        due_on(case, enquiry.recipients.all()) or "",
        _day(case.answered_at),
        _day(case.closed_at),
        case.get_outcome_display(),
    ]
    return [guarded(str(cell)) for cell in cells]


def _day(moment):
    return timezone.localdate(moment) if moment else ""


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else ""
