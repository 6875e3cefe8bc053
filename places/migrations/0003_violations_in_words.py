"""What staff reads when a rule of the database is broken, in words instead of the name of the rule."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_search_index"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="municipality",
            name="dissolved_municipality_has_successor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("successor", None), ("valid_to", None)),
                    models.Q(("successor__isnull", False), ("valid_to__isnull", False)),
                    _connector="OR",
                ),
                name="dissolved_municipality_has_successor",
                violation_error_message="A dissolved municipality has both a last day and a successor, others neither.",
            ),
        ),
    ]
