"""Do a command's work again and again until somebody asks it to stop."""

import signal
import threading

from django.db import DatabaseError, InterfaceError, close_old_connections


class Loop:
    """Rounds of a worker. SIGTERM and SIGINT end it after the mail in hand: that one is neither lost nor done twice."""

    def __init__(self, stderr):
        self.stderr = stderr
        self._stop = threading.Event()

    def is_stopping(self):
        return self._stop.is_set()

    def run(self, work, interval_seconds):
        """Call work() until asked to stop, with a pause after each call. A database that restarts is waited for."""
        previous = {name: signal.signal(name, self._ask_to_stop) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self.is_stopping():
                self._survive(work)
                self._stop.wait(max(interval_seconds, 0.1))
        finally:
            for name, handler in previous.items():
                signal.signal(name, handler)

    def _ask_to_stop(self, *_signal):
        self._stop.set()

    def _survive(self, work):
        try:
            close_old_connections()
            work()
        except (DatabaseError, InterfaceError) as error:
            self.stderr.write(f"Database: {type(error).__name__}; trying again")
