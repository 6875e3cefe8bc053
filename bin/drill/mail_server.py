"""A mail server that takes everything and keeps the Message-ID of each mail. Usage: mail_server.py PORT FILE"""

import asyncio
import os
import sys
from email.parser import BytesHeaderParser

from aiosmtpd.smtp import SMTP


class MessageIdRecorder:
    """Writes a line per mail before it says that it has it: what it was killed over was taken, and may come again."""

    def __init__(self, file):
        # Unbuffered and appended: a line that was written survives the end of this process.
        self.file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def handle_DATA(self, server, session, envelope):
        message = BytesHeaderParser().parsebytes(envelope.content)
        os.write(self.file, f"{message['Message-ID']}\n".encode())
        return "250 taken"


async def serve(port, file):
    recorder = MessageIdRecorder(file)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(recorder), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
