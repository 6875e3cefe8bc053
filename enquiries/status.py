"""The sender's own page of her enquiry, without an account: whoever has its address may read and answer as her."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .models import Enquiry


@never_cache
@require_http_methods(["GET", "HEAD"])
def status(request, key):
    """Show where the enquiry stands. A wrong key is answered like a missing page."""
    related = Enquiry.objects.select_related("municipality", "region", "area_of")
    enquiry = related.filter(status_key=key).first()
    if enquiry is None:
        raise Http404("No such enquiry")
    response = render(request, "enquiries/status.html", {"enquiry": enquiry})
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
