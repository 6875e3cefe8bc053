"""The worker command: one round, or rounds until it is asked to stop."""

import os
import signal
import threading
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from leaderportal.management.commands import deliver_mail
from outbox import worker
from outbox.delivery import Delivery


def test_a_round_says_what_it_did(monkeypatch, db):
    monkeypatch.setattr(
        deliver_mail, "deliver_due", lambda *_args: Counter({Delivery.SENT: 2, Delivery.SERVER_AWAY: 1})
    )
    out = StringIO()
    call_command("deliver_mail", stdout=out)
    assert out.getvalue() == "2 sent, 1 put off, 0 given up\n"


@pytest.mark.skipif(
    threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread only"
)
def test_the_loop_goes_on_until_sigterm_even_when_the_database_is_away(monkeypatch, db):
    rounds = []

    def deliver_due(limit, is_stopping):
        rounds.append(limit)
        if len(rounds) == 1:
            raise OperationalError("gone")
        os.kill(os.getpid(), signal.SIGTERM)
        return Counter()

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(deliver_mail, "deliver_due", deliver_due)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    call_command("deliver_mail", "--loop", "--interval", "0.1", "--limit", "7", stderr=StringIO())
    assert rounds == [7, 7]
    assert signal.getsignal(signal.SIGTERM) is before
