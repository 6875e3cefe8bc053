"""The entries of the site search, for inspection."""

from django.contrib import admin

from adminbase.model_admin import DerivedAdmin

from .models import SearchEntry


@admin.register(SearchEntry)
class SearchEntryAdmin(DerivedAdmin):
    list_display = ["title", "kind", "key", "language", "url"]
    list_filter = ["kind", "language"]
    search_fields = ["title", "key"]
