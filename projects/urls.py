"""Addresses of the projects, below the translated word for projects; the page of one project joins them in the root."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from . import statistics
from .exports import views as exporting
from .search import views

urlpatterns = [
    path("", views.search, name="search"),
    path(_("statistics/"), statistics.statistics, name="statistics"),
    re_path(r"^projects\.(?P<file_format>csv|json|xlsx)$", exporting.download, name="download"),
    path("atom.xml", exporting.feed, name="feed"),
]
