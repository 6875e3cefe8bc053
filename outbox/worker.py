"""Repeat a command's work until somebody asks it to stop."""

import signal
import threading
from collections.abc import Callable

from django.core.management.base import OutputWrapper
from django.db import DatabaseError, InterfaceError, close_old_connections


class Loop:
    """Repeats a worker's work until SIGTERM or SIGINT. The mail in hand is finished: neither lost nor done twice."""

    def __init__(self, stderr: OutputWrapper) -> None:
        self.stderr = stderr
        self._stop = threading.Event()

    def is_stopping(self) -> bool:
        return self._stop.is_set()

    def run(self, work: Callable[[], object], interval_seconds: float) -> None:
        """Call work() until asked to stop, with a pause after each call. A database that restarts is waited for."""
        previous = {name: signal.signal(name, self._ask_to_stop) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self.is_stopping():
                self._try(work)
                self._stop.wait(max(interval_seconds, 0.1))
        finally:
            for name, handler in previous.items():
                signal.signal(name, handler)

    def _ask_to_stop(self, *_signal: object) -> None:
        self._stop.set()

    def _try(self, work: Callable[[], object]) -> None:
        try:
            close_old_connections()
            work()
        except (DatabaseError, InterfaceError) as error:
            self.stderr.write(f"Database: {type(error).__name__}; trying again")
