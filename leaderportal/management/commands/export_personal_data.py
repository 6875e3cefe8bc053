"""Give out what the portal knows of the person with an e-mail address."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from leaderportal.personal_data import export


class Command(BaseCommand):
    help = "Write what the portal knows of the person with an e-mail address as JSON, to the console or to a file."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--output", type=Path, help="file to write; without it, the console")

    def handle(self, address, output, **options):
        text = json.dumps(export(address.strip()), ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text + "\n", encoding="utf-8")
