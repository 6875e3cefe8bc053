import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0004_search_and_loading_have_apps_of_their_own"),
        ("projects", "0006_sheets_of_imports"),
    ]

    operations = [
        migrations.RenameField("project", "seen_in", "last_seen_run"),
        migrations.RenameField("projectplace", "told_as", "name_in_source"),
        migrations.RenameField("historicalprojectplace", "told_as", "name_in_source"),
        migrations.AlterField(
            model_name="funding",
            name="public_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="EU, state and municipal money together.",
                max_digits=13,
                null=True,
                verbose_name="public funding in total (EUR)",
            ),
        ),
        migrations.AlterField(
            model_name="historicalfunding",
            name="public_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="EU, state and municipal money together.",
                max_digits=13,
                null=True,
                verbose_name="public funding in total (EUR)",
            ),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="applicant_kind",
            field=models.CharField(
                choices=[
                    ("association", "association"),
                    ("municipality", "municipality or joint authority"),
                    ("company", "company or cooperative"),
                    ("group", "Leader group"),
                    ("parish", "parish"),
                    ("education", "school, research or foundation"),
                    ("other", "other organisation"),
                    ("unknown", "not stated"),
                ],
                default="unknown",
                max_length=12,
                verbose_name="kind of applicant",
            ),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="decision",
            field=models.CharField(
                choices=[
                    ("decided", "decided"),
                    ("endorsed", "endorsed by the group, final decision not seen"),
                    ("applied", "applied for"),
                    ("unknown", "the source does not say"),
                ],
                default="unknown",
                max_length=8,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="ends_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month"), ("year", "year")],
                default="day",
                max_length=5,
                verbose_name="precision of the end",
            ),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="measure",
            field=models.CharField(blank=True, max_length=200, verbose_name="measure, as stated in the source"),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="region",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Only where the source states a region instead of municipalities.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.region",
                verbose_name="region",
            ),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="source_state",
            field=models.CharField(blank=True, max_length=100, verbose_name="state, as stated in the source"),
        ),
        migrations.AlterField(
            model_name="historicalproject",
            name="starts_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month"), ("year", "year")],
                default="day",
                max_length=5,
                verbose_name="precision of the start",
            ),
        ),
        migrations.AlterField(
            model_name="historicalprojectplace",
            name="name_in_source",
            field=models.CharField(
                blank=True,
                help_text="A village or a former municipality.",
                max_length=200,
                verbose_name="name in the source",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="applicant_kind",
            field=models.CharField(
                choices=[
                    ("association", "association"),
                    ("municipality", "municipality or joint authority"),
                    ("company", "company or cooperative"),
                    ("group", "Leader group"),
                    ("parish", "parish"),
                    ("education", "school, research or foundation"),
                    ("other", "other organisation"),
                    ("unknown", "not stated"),
                ],
                default="unknown",
                max_length=12,
                verbose_name="kind of applicant",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="decision",
            field=models.CharField(
                choices=[
                    ("decided", "decided"),
                    ("endorsed", "endorsed by the group, final decision not seen"),
                    ("applied", "applied for"),
                    ("unknown", "the source does not say"),
                ],
                default="unknown",
                max_length=8,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="ends_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month"), ("year", "year")],
                default="day",
                max_length=5,
                verbose_name="precision of the end",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="measure",
            field=models.CharField(blank=True, max_length=200, verbose_name="measure, as stated in the source"),
        ),
        migrations.AlterField(
            model_name="project",
            name="region",
            field=models.ForeignKey(
                blank=True,
                help_text="Only where the source states a region instead of municipalities.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.region",
                verbose_name="region",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="source_state",
            field=models.CharField(blank=True, max_length=100, verbose_name="state, as stated in the source"),
        ),
        migrations.AlterField(
            model_name="project",
            name="starts_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month"), ("year", "year")],
                default="day",
                max_length=5,
                verbose_name="precision of the start",
            ),
        ),
        migrations.AlterField(
            model_name="projectplace",
            name="name_in_source",
            field=models.CharField(
                blank=True,
                help_text="A village or a former municipality.",
                max_length=200,
                verbose_name="name in the source",
            ),
        ),
    ]
