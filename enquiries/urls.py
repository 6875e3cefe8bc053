"""Included inside i18n_patterns: the words are translated."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import status, views

urlpatterns = [
    path(_("enquiry/"), views.enquiry, name="enquiry"),
    path(_("enquiry/received/<str:token>/"), views.receipt, name="enquiry-receipt"),
    path(_("enquiry/<str:key>/"), status.status, name="enquiry-status"),
    path(_("enquiry/<str:key>/erase/"), status.erase, name="enquiry-erase"),
]
