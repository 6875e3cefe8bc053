"""Mails belong to the app outbox, which takes over their table; what a mail is about stands in a table of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0011_the_rate_limit_has_an_app_of_its_own"),
        ("outbox", "0001_take_mails_over_from_enquiries"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("OutboxMail")]),
        migrations.CreateModel(
            name="EnquiryMail",
            fields=[
                (
                    "mail",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="enquiry_mail",
                        serialize=False,
                        to="outbox.outboxmail",
                        verbose_name="mail",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_links",
                        to="enquiries.enquiry",
                        verbose_name="enquiry",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_links",
                        to="enquiries.enquiryrecipient",
                        verbose_name="recipient",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_links",
                        to="enquiries.message",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail of an enquiry",
                "verbose_name_plural": "mails of enquiries",
                "ordering": ["-pk"],
            },
        ),
    ]
