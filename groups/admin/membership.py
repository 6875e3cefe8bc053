"""Who works for which group or region: the rows that give rights."""

from django.contrib import admin

from adminbase.model_admin import BaseAdmin
from adminbase.translations import in_every_language
from groups import models


@admin.register(models.Membership)
class MembershipAdmin(BaseAdmin):
    list_display = ["user", "role", "group", "region"]
    list_select_related = ["user", "group", "region"]
    list_filter = ["role", "region"]
    search_fields = [
        "user__username",
        "user__first_name",
        "user__last_name",
        *in_every_language("group__name", "region__name"),
    ]
    autocomplete_fields = ["group", "region"]
