"""Fill an empty database with made-up projects, to measure how the portal behaves with many."""

from django.core.management.base import BaseCommand, CommandError

from projects.scale import PIECE, NotEmptyError, make


class Command(BaseCommand):
    help = "Make a made-up country with any number of projects; refuses a database with real data."

    def add_arguments(self, parser):
        parser.add_argument("--projects", type=int, required=True, help="how many projects")

    def handle(self, projects, **options):
        if projects < 0:
            raise CommandError("--projects must not be negative.")
        try:
            make(projects, progress=self._tell)
        except NotEmptyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{projects} made-up projects"))

    def _tell(self, done):
        if done % (50 * PIECE) == 0:
            self.stdout.write(f"{done} projects")
