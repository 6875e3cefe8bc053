"""Workers that want the same mail at the same moment: one of them gets it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.emails import to_staff
from outbox import delivery
from outbox.compose import MailText
from outbox.models import OutboxMail


def test_a_lease_that_has_run_out_is_taken_over_by_one_worker(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one process write at a time; threads of a test would share a database in memory")
    mail = to_staff("uusi@ryhma.example", MailText("Kutsu", "Linkki", "fi"))
    now = timezone.now()
    mail.lease_until, mail.attempts = now - timedelta(seconds=1), 1
    mail.save()
    workers = 8
    start = threading.Barrier(workers)

    def claim(_number):
        connection.ensure_connection()
        start.wait()
        try:
            return delivery.claim(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        claimed = [mail for mail in pool.map(claim, range(workers)) if mail]
    assert [mail.attempts for mail in claimed] == [2]
    assert OutboxMail.objects.get().attempts == 2
