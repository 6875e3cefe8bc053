"""The processes of the drill: each is started, killed and ended here, by its own id and no other's."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60  # for a server to answer


def free_port():
    """Return a TCP port of this machine that nobody listens to.

    Not one that the system hands out to those who call: a worker that calls a server which is away would get its very
    port some day, and be connected to itself.
    """
    for port in random.sample(range(10_000, 30_000), 1000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise SystemExit("No free port")


def wait_for(port):
    """Return when something listens to a port; raises TimeoutError after PATIENCE_SECONDS."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens to port {port}")


class Process:
    """A command with its output in a file of the folder."""

    def __init__(self, command, folder, name):
        self.command, self.log = command, folder / f"{name}.log"
        self.popen = None

    def start(self):
        if self.popen is not None and self.popen.poll() is None:
            raise RuntimeError(f"{self.command} runs already")
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(self.command, cwd=ROOT, stdout=log, stderr=log)

    def kill(self):
        self.popen.kill()
        self.popen.wait()

    def end(self):
        """End the process politely, then not."""
        if self.popen is None or self.popen.poll() is not None:
            return
        self.popen.terminate()
        try:
            self.popen.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


class MailServer(Process):
    def __init__(self, port, folder):
        self.port, self.taken = port, folder / "taken.txt"
        super().__init__(
            [sys.executable, "bin/drill/mail_server.py", str(port), str(self.taken)], folder, "mail_server"
        )

    def start(self):
        super().start()
        wait_for(self.port)


class MailWorker(Process):
    def __init__(self, number, folder):
        command = [sys.executable, "manage.py", "deliver_mail", "--loop", "--interval", "1"]
        super().__init__(command, folder, f"mail_worker_{number}")


class Web(Process):
    """gunicorn: kill() ends one of its workers, which it replaces by itself.

    The portal is loaded once, before the workers part: a new one is there at once, so that each kill meets work.
    """

    def __init__(self, port, workers, folder):
        gunicorn = [
            sys.executable,
            "-m",
            "gunicorn",
            "leaderportal.wsgi:application",
            "--no-control-socket",
            "--preload",
        ]
        how = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "2", "--log-level", "warning"]
        super().__init__([*gunicorn, *how], folder, "web")
        self.port = port

    def start(self):
        super().start()
        wait_for(self.port)

    def kill(self):
        if children := self._children():
            os.kill(children[0], signal.SIGKILL)  # the oldest: each is hit in turn

    def _children(self):
        pid = self.popen.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Postgres:
    """A PostgreSQL of the drill's own, in a temporary folder. As root it runs as user postgres."""

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda file: float(file.parts[-3]))
        if not found:
            raise SystemExit("The drill needs PostgreSQL: apt-get install postgresql")
        self.programs = found[-1].parent
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="drill_"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self):
        if not (self.folder / "data").exists():
            self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def kill(self):
        """Stop at once, without a word to those connected: the next start reads its journal."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def end(self):
        if (self.folder / "data" / "postmaster.pid").exists():
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments):
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # In a folder that user postgres may enter. Not a pipe: the server would keep it open.
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)
