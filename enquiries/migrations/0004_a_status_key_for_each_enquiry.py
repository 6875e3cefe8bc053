import secrets

from django.db import migrations


def give_keys(apps, schema_editor):
    Enquiry = apps.get_model("enquiries", "Enquiry")
    for enquiry in Enquiry.objects.filter(status_key=None).only("pk").iterator():
        Enquiry.objects.filter(pk=enquiry.pk).update(status_key=secrets.token_urlsafe(32))


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0003_cases")]
    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]
