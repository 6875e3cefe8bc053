"""What was loaded into each row, for inspection."""

from django.contrib import admin

from adminbase.model_admin import DerivedAdmin

from .models import LoadedRow


@admin.register(LoadedRow)
class LoadedRowAdmin(DerivedAdmin):
    list_display = ["key", "model", "loaded_at"]
    list_filter = ["model"]
    search_fields = ["key"]
