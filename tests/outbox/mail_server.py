"""A real SMTP server on this machine, and the portal told to use it."""

import socket
import ssl
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

# Certificate and key of "localhost", good for tests only. Whoever names it in SSL_CERT_FILE trusts it.
CERTIFICATE = Path(__file__).parent / "data" / "localhost.pem"


class Server:
    """Takes mail, except for addresses that it is told to refuse."""

    def __init__(self):
        self.messages = {}
        self.copies = []  # every Message-ID that came in whole
        self.return_paths = {}
        self.refusal = {}
        self.drops = False  # breaks the connection instead of saying that it has the mail

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusal:
            return self.refusal[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content)
        self.messages[envelope.rcpt_tos[0]] = message
        self.copies.append(message["Message-ID"])
        self.return_paths[envelope.rcpt_tos[0]] = envelope.mail_from
        if self.drops:
            server.transport.abort()
        return "250 taken"


def tls():
    """Return the server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@contextmanager
def running(settings, host="127.0.0.1", **options):
    """Run a Server for the portal and yield it.

    host: the name by which the portal calls it. options: of aiosmtpd's Controller.
    """
    server = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    use(settings, host, port)
    try:
        yield server
    finally:
        controller.stop()


def use(settings, host, port):
    """Let the portal send by the SMTP server at an address, in the clear."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
