"""Export what the portal holds about the person with an e-mail address."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from privacy.subject_access import export


class Command(BaseCommand):
    help = "Write what the portal knows of the person with an e-mail address as JSON, to the console or to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--output", type=Path, help="file to write; without it, the console")

    def handle(self, address: str, output: Path | None, **options: Any) -> None:
        text = json.dumps(export(address.strip()), ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
        else:
            output.write_text(text + "\n", encoding="utf-8")
