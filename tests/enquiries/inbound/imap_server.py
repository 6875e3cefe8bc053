"""As much of an IMAP server as the portal needs: one mailbox, over TLS from the start or by STARTTLS."""

import re
import socketserver
import threading
from contextlib import contextmanager

from tests.outbox.mail_server import tls


class Box(socketserver.ThreadingTCPServer):
    """`mails`: {uid: bytes}, `flags`: {uid: set of str}. Deleted mails go at EXPUNGE."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, mails, has_tls=True, is_tls_from_start=True):
        self.mails = dict(enumerate(mails, 1))
        self.flags = {uid: set() for uid in self.mails}
        self.has_tls, self.is_tls_from_start = has_tls, is_tls_from_start
        self.logins = []
        super().__init__(("127.0.0.1", 0), _Conversation)

    def handle_error(self, request, client_address):
        """Say nothing: a client that distrusts the certificate hangs up."""

    @property
    def port(self):
        return self.server_address[1]


class _Conversation(socketserver.StreamRequestHandler):
    def setup(self):
        if self.server.has_tls and self.server.is_tls_from_start:
            self.request = tls().wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self):
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, command, rest = [*line.split(" ", 2), ""][:3]
            if command.upper() == "UID":
                command, _space, rest = rest.partition(" ")
            getattr(self, f"do_{command.lower()}")(rest)
            self.say(f"{tag} OK done")
            if command.upper() == "STARTTLS":
                self.request = tls().wrap_socket(self.request, server_side=True)
                super().setup()

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def do_capability(self, rest):
        self.say("* CAPABILITY IMAP4rev1" + (" STARTTLS" if self.server.has_tls else ""))

    def do_starttls(self, rest):
        pass

    def do_login(self, rest):
        self.server.logins.append(rest)

    def do_select(self, rest):
        self.say(f"* {len(self.server.mails)} EXISTS")

    def do_search(self, rest):
        assert rest == "UNDELETED UNFLAGGED"
        waiting = (uid for uid, flags in self.server.flags.items() if not flags & {"\\Deleted", "\\Flagged"})
        self.say(f"* SEARCH {' '.join(map(str, waiting))}")

    def do_fetch(self, rest):
        uid, _space, what = rest.partition(" ")
        source = self.server.mails[int(uid)]
        if "SIZE" in what:
            self.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(source)})")
            return
        self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[] {{{len(source)}}}\r\n".encode() + source + b")\r\n")

    def do_store(self, rest):
        uid, flag = re.fullmatch(r"(\d+) \+FLAGS\.SILENT \((\S+)\)", rest).groups()
        self.server.flags[int(uid)].add(flag)

    def do_expunge(self, rest):
        for uid in [uid for uid, flags in self.server.flags.items() if "\\Deleted" in flags]:
            del self.server.mails[uid], self.server.flags[uid]


@contextmanager
def serving(*mails, **options):
    """Serve a mailbox with these mails (bytes); yield the Box."""
    with Box(mails, **options) as box:
        threading.Thread(target=box.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield box
        finally:
            box.shutdown()
