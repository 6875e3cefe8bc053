"""Drop what each mail is about, which stands in enquiries now; give a key to mails that are written once."""

from django.db import migrations, models

from transitions.triggers import guard, unguard

# As on the day of this migration. On SQLite the table is made again, which drops its trigger.
MAIL_MOVES = {"queued": {"sent", "failed"}, "failed": {"queued"}, "sent": {"failed"}}


def make_trigger(apps, schema_editor):
    guard(schema_editor, "outbox_outboxmail", MAIL_MOVES)


def drop_trigger(apps, schema_editor):
    unguard(schema_editor, "outbox_outboxmail")


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_take_mails_over_from_enquiries"),
        ("enquiries", "0013_what_each_mail_is_about"),
    ]
    operations = [
        migrations.RunPython(drop_trigger, make_trigger),
        migrations.RemoveField("outboxmail", "enquiry"),
        migrations.RemoveField("outboxmail", "recipient"),
        migrations.RemoveField("outboxmail", "of_message"),
        migrations.AddField(
            "outboxmail",
            "dedup_key",
            models.CharField(blank=True, editable=False, max_length=60, null=True, unique=True, verbose_name="key"),
        ),
        migrations.RunPython(make_trigger, drop_trigger),
    ]
