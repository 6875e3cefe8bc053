"""Give the weekly mails about suspected spam the key by which there is one a week; so far their Message-ID said it."""

import re

from django.db import migrations

_OLD = re.compile(r"<held-(\d{4})-(\d\d)@(.*)", re.DOTALL)
_NEW = re.compile(r"spam-digest:(\d{4})-W(\d\d)")


def give_keys(apps, schema_editor):
    mails = apps.get_model("outbox", "OutboxMail").objects.using(schema_editor.connection.alias)
    for pk, message_id in mails.filter(message_id__startswith="<held-").values_list("pk", "message_id"):
        if match := _OLD.fullmatch(message_id):
            mails.filter(pk=pk).update(dedup_key=f"spam-digest:{match[1]}-W{match[2]}")


def give_message_ids(apps, schema_editor):
    """Name mails of weeks since then by their Message-ID, as the code before looks for them."""
    mails = apps.get_model("outbox", "OutboxMail").objects.using(schema_editor.connection.alias)
    keyed = mails.filter(dedup_key__startswith="spam-digest:").exclude(message_id__startswith="<held-")
    for pk, key, message_id in keyed.values_list("pk", "dedup_key", "message_id"):
        if match := _NEW.fullmatch(key):
            domain = message_id.partition("@")[2]
            mails.filter(pk=pk).update(message_id=f"<held-{match[1]}-{match[2]}@{domain}")


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0013_what_each_mail_is_about"),
        ("outbox", "0002_a_mail_knows_no_enquiry"),
    ]
    operations = [migrations.RunPython(give_keys, give_message_ids)]
