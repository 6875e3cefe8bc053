from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0008_first_answer_templates"),
    ]

    operations = [
        migrations.AlterField(
            model_name="enquiry",
            name="held_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("trap", "a field that people do not see was filled in"),
                    ("too_fast", "filled in faster than a person can"),
                    ("links", "many links in the text"),
                    ("around", "the same text came from several senders to several groups"),
                ],
                max_length=10,
                verbose_name="held because",
            ),
        ),
    ]
