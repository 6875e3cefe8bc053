"""Replace the municipal borders: manage.py import_boundaries FILE [--year 2026] [--attribution TEXT] [--dry-run]."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from places.boundaries.loading import load_boundaries
from seeding.errors import SourceError


class Command(BaseCommand):
    help = (
        "Replace the municipal borders by those of a GeoJSON file, such as Statistics Finland's kunta1000k of a year "
        "(EPSG:3067 or WGS 84), and redraw all maps."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="year of the borders, where the file has no `vuosi`")
        parser.add_argument("--attribution", default="", help="whose borders, where they aren't Statistics Finland's")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, file: Path, year: int | None, attribution: str, dry_run: bool, **options: Any) -> None:
        if year is not None and not 1900 <= year <= 2100:
            raise CommandError(f"--year {year}: give a year such as 2026. Nothing was changed.")
        try:
            report = load_boundaries(file, year=year, attribution=attribution.strip(), dry_run=dry_run)
        except SourceError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        self.stdout.write(str(report))
        self.stdout.write(f"Shown with every map: {report.attribution}")
        self.stdout.write(self.style.SUCCESS("Dry run: nothing was changed." if dry_run else "Done."))
