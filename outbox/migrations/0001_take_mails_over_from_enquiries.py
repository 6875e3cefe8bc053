"""Take the table of mails over from enquiries, with its trigger and what refers to the model by its name."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import outbox.handlers
from transitions.triggers import guard, unguard

# As on the day of this migration.
MAIL_MOVES = {"queued": {"sent", "failed"}, "failed": {"queued"}, "sent": {"failed"}}
LANGUAGES = [("fi", "Finnish"), ("sv", "Swedish"), ("en", "English")]


def rename_content_type(apps, schema_editor, old="enquiries", new="outbox"):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    renamed = content_types.filter(app_label=old, model="outboxmail")
    if renamed.exists():
        # One that migrate made between two steps, and that nothing refers to yet.
        content_types.filter(app_label=new, model="outboxmail").delete()
        renamed.update(app_label=new)


def restore_content_type(apps, schema_editor):
    rename_content_type(apps, schema_editor, old="outbox", new="enquiries")


# The name of the trigger holds the table's name.
def drop_old_trigger(apps, schema_editor):
    unguard(schema_editor, "enquiries_outboxmail")


def restore_old_trigger(apps, schema_editor):
    guard(schema_editor, "enquiries_outboxmail", MAIL_MOVES)


def make_trigger(apps, schema_editor):
    guard(schema_editor, "outbox_outboxmail", MAIL_MOVES)


def drop_trigger(apps, schema_editor):
    unguard(schema_editor, "outbox_outboxmail")


def foreign_key(to, verbose_name):
    # Without a name for the way back: in the state of the migrations both models stand side by side for a moment.
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to=to,
        verbose_name=verbose_name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("enquiries", "0011_the_rate_limit_has_an_app_of_its_own"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="OutboxMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=outbox.handlers.kind_choices, max_length=10, verbose_name="kind"),
                        ),
                        ("enquiry", foreign_key("enquiries.enquiry", "enquiry")),
                        ("recipient", foreign_key("enquiries.enquiryrecipient", "recipient")),
                        ("to", models.EmailField(max_length=254, verbose_name="to")),
                        ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="reply to")),
                        ("of_message", foreign_key("enquiries.message", "message")),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("body", models.TextField(verbose_name="text")),
                        ("language", models.CharField(choices=LANGUAGES, max_length=2, verbose_name="language")),
                        (
                            "message_id",
                            models.CharField(
                                help_text="The same on every try: a second copy is known as one.",
                                max_length=300,
                                unique=True,
                                verbose_name="Message-ID",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("queued", "waiting to be sent"), ("sent", "sent"), ("failed", "given up")],
                                default="queued",
                                max_length=6,
                                verbose_name="state",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                        ),
                        (
                            "next_try_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="next try"),
                        ),
                        ("give_up_at", models.DateTimeField(verbose_name="last try before")),
                        (
                            "lease_until",
                            models.DateTimeField(
                                blank=True,
                                help_text="A worker is sending it; after this time another may.",
                                null=True,
                                verbose_name="taken until",
                            ),
                        ),
                        ("last_error", models.CharField(blank=True, max_length=500, verbose_name="last error")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                        (
                            "bounced_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="A mail server on the way could not deliver it.",
                                null=True,
                                verbose_name="came back",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "enquiries_outboxmail",
                        "verbose_name": "mail",
                        "verbose_name_plural": "mails",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "queued")), fields=["next_try_at"], name="mail_due"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["queued", "sent", "failed"])),
                                name="mail_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("enquiry", None), ("kind", "staff")),
                                    models.Q(models.Q(("kind", "staff"), _negated=True), ("enquiry__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mail_about_an_enquiry_or_to_staff",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                                    _connector="OR",
                                ),
                                name="sent_mail_has_a_time",
                            ),
                        ],
                    },
                )
            ]
        ),
        migrations.RunPython(drop_old_trigger, restore_old_trigger),
        migrations.AlterModelTable("outboxmail", None),
        # On the way back it is demanded again once enquiries have given their mails back.
        migrations.RemoveConstraint("outboxmail", "mail_about_an_enquiry_or_to_staff"),
        migrations.RunPython(make_trigger, drop_trigger),
        migrations.RunPython(rename_content_type, restore_content_type),
    ]
