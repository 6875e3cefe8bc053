"""A file that was sent and not confirmed is a pending upload, so its model and its permissions are called that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OLD, NEW = "waitingfile", "pendingupload"


def _rename_permissions(apps, old, new):
    permissions = apps.get_model("auth", "Permission").objects
    for permission in permissions.filter(content_type__app_label="projects", codename__endswith=f"_{old}"):
        permission.codename = permission.codename.replace(old, new)
        # A database that has run both releases has the new permissions already.
        if not permissions.filter(content_type=permission.content_type, codename=permission.codename).exists():
            permission.save(update_fields=["codename"])


def forwards(apps, schema_editor):
    _rename_permissions(apps, OLD, NEW)


def backwards(apps, schema_editor):
    _rename_permissions(apps, NEW, OLD)


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0007_plain_names"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("WaitingFile", "PendingUpload"),
        migrations.AlterField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="by_name",
            field=models.CharField(blank=True, max_length=150, verbose_name="imported by"),
        ),
        migrations.RunPython(forwards, backwards),
    ]
