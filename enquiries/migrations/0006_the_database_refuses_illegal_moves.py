from django.db import migrations

from enquiries.guards import guard, unguard

_HANDLED = {"seen", "answered", "closed", "erased"}
CASE_MOVES = {
    "received": {"delivered", "failed", *_HANDLED},
    "held": {"released", "erased"},
    "released": {"delivered", "failed", *_HANDLED},
    "failed": {"received", "released", *_HANDLED},
    "delivered": {"failed", *_HANDLED},
    "seen": {"answered", "closed", "erased"},
    "answered": {"closed", "erased"},
    "closed": {"seen", "answered", "erased"},
    "erased": set(),
}
# A whole case follows its recipients: one that is brought in late sets it back.
_OPEN = {"received", "released", "delivered", "failed", "seen", "answered", "closed"}
ENQUIRY_MOVES = {"held": {"released", "erased"}, **{state: _OPEN - {state} | {"erased"} for state in _OPEN}}
MAIL_MOVES = {"queued": {"sent", "failed"}, "failed": {"queued"}, "sent": {"failed"}}
TABLES = {
    "enquiries_enquiry": ENQUIRY_MOVES,
    "enquiries_enquiryrecipient": CASE_MOVES,
    "enquiries_outboxmail": MAIL_MOVES,
}


def add(apps, schema_editor):
    for table, moves in TABLES.items():
        guard(schema_editor, table, moves)


def drop(apps, schema_editor):
    for table in TABLES:
        unguard(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0005_status_keys_are_unique")]
    operations = [migrations.RunPython(add, drop)]
