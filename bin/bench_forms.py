"""Measure what the form of an enquiry costs, drawn and sent, against a bare Django form view in the same run.

Part of bin/bench.py. The bare view draws six plain fields with Django's own template, and saves what is sent as one
row.
"""

import statistics
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from drill.senders import COOKIE, written

if TYPE_CHECKING:
    from bench import Call

BOUND = 8  # times the bare view
BARE = "<!doctype html><title>Bare</title><form method=post>{% csrf_token %}{{ form }}<button>Send</button></form>"
PATHS = {"bare": "/bare-form/", "enquiry": "/fi/yhteydenotto/"}


def measure_forms(call: "Call", rounds: int) -> list[str]:
    """Draw and send both forms in turn; print CPU and ratio; return broken bounds.

    call: of bench.portal_with_a_bare_view(). rounds: counted calls of each view, after two that are not.
    """
    _add_bare_view()
    times = {(name, action): [] for action in ("drawn", "sent") for name in PATHS}
    for turn in range(rounds + 2):
        for (name, action), spent in times.items():
            body = _body(turn) if action == "sent" else None
            start = time.process_time()
            call(PATHS[name], body=body, cookie=f"csrftoken={COOKIE}")
            spent.append(time.process_time() - start)
    medians = {key: statistics.median(spent[2:]) for key, spent in times.items()}
    print(f"\n{'form':45} {'ms CPU':>7} {'× bare':>7} {'bound':>6}")
    over = []
    for (name, action), spent in medians.items():
        ratio = spent / medians["bare", action]
        bound = BOUND if name == "enquiry" else ""
        print(f"{PATHS[name] + ' ' + action:45} {spent * 1000:7.1f} {ratio:7.1f} {bound:>6}")
        if bound and ratio > bound:
            over.append(f"{PATHS[name]} {action}")
    return over


def _body(turn: int) -> bytes:
    """Return what a browser sends; the bare form takes of it what it knows."""
    from enquiries.tokens import new_form_token

    sender = written(turn, PATHS["enquiry"], "municipality:kuhmoinen", new_form_token(age_seconds=60))
    return urlencode(sender.fields).encode()


def _add_bare_view() -> None:
    from django import forms
    from django.http import HttpResponse
    from django.shortcuts import redirect
    from django.template import engines
    from django.urls import path
    from django.utils import timezone

    from leaderportal import urls
    from ratelimit.models import Attempt

    template = engines["django"].from_string(BARE)

    class Form(forms.Form):
        name = forms.CharField(max_length=200)
        organisation = forms.CharField(max_length=200, required=False)
        email = forms.EmailField()
        phone = forms.CharField(max_length=50, required=False)
        text = forms.CharField(max_length=5000, widget=forms.Textarea)
        consent = forms.BooleanField()

    def bare_form(request):
        form = Form(request.POST or None)
        if form.is_valid():
            Attempt.objects.create(address_hash=form.cleaned_data["name"], at=timezone.now())
            return redirect("/bare-form/")
        return HttpResponse(template.render({"form": form}, request))

    urls.urlpatterns.insert(0, path("bare-form/", bare_form))
