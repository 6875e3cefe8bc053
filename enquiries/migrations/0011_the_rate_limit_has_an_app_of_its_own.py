"""Attempts belong to the app ratelimit, which takes over the table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0010_a_recipient_has_a_case"),
        ("ratelimit", "0001_take_attempts_over_from_enquiries"),
    ]
    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Attempt")])]
