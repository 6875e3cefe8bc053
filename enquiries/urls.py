"""Included inside i18n_patterns: the words are translated."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import status_page, views

urlpatterns = [
    path(_("enquiry/"), views.enquiry, name="enquiry"),
    path(_("enquiry/received/<str:token>/"), views.receipt, name="enquiry-receipt"),
    path(_("enquiry/<str:key>/"), status_page.status, name="enquiry-status"),
    path(_("enquiry/<str:key>/erase/"), status_page.erase, name="enquiry-erase"),
]
