"""What staff reads when a rule of the database is broken, in words instead of the name of the rule."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_names_per_language"),
        ("places", "0003_violations_in_words"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="areamembership",
            name="municipality_once_in_an_area",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("group", "municipality"),
                name="municipality_once_in_an_area",
                violation_error_message="This municipality is in the group's area already. Mend that row, or end it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="areamembership",
            name="only_a_part_is_described",
            constraint=models.CheckConstraint(
                condition=models.Q(("coverage", "part"), ("former_municipality", None), _connector="OR"),
                name="only_a_part_is_described",
                violation_error_message="A former municipality is told only when a part of the municipality belongs.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="leadergroup",
            name="successor_only_of_a_former_group",
            constraint=models.CheckConstraint(
                condition=models.Q(("successor", None), ("valid_to__isnull", False), _connector="OR"),
                name="successor_only_of_a_former_group",
                violation_error_message="Only a former group has a successor: give the group a last day, too.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="localdevelopmentstrategy",
            name="strategy_funding_positive",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_funding_eur", None), ("public_funding_eur__gt", 0), _connector="OR"),
                name="strategy_funding_positive",
                violation_error_message="Public funding is more than 0 euros; leave it empty when it is not known.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="programmingperiod",
            name="period_ends_after_start",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))),
                name="period_ends_after_start",
                violation_error_message="The period must end after it starts.",
            ),
        ),
    ]
