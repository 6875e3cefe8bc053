"""Included inside i18n_patterns: the words are translated."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import form, receipt, status

urlpatterns = [
    path(_("enquiry/"), form.enquiry_form, name="enquiry"),
    path(_("enquiry/received/<str:token>/"), receipt.enquiry_receipt, name="enquiry-receipt"),
    path(_("enquiry/<str:key>/"), status.enquiry_status, name="enquiry-status"),
    path(_("enquiry/<str:key>/erase/"), status.erase_enquiry, name="enquiry-erase"),
]
