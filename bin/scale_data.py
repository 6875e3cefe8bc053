"""Fill an empty database with made-up projects, to measure with: `bin/scale_data.py --projects 10000`.

The database is that of DATABASE_URL, migrated. Refused beside real data.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> str | None:
    """Make the projects and print how many; return what is wrong, for the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, required=True, help="how many, 0 or more")
    count = parser.parse_args().projects
    if count < 0:
        return "--projects must not be negative."

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leaderportal.settings")
    django.setup()

    from scale_projects import NotEmptyError, make

    try:
        make(count, lambda done: print(f"{done:,} of {count:,} projects", flush=True))
    except NotEmptyError as error:
        return f"{error} Nothing was changed."
    print(f"{count:,} made-up projects are in the database.")
    return None


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
