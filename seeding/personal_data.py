"""What of the loaded rows is personal: values of contacts, as they were loaded."""

from privacy.register import Purpose, describe

LOADED = Purpose("contact of a group", "to know a loaded fact from an edited one", "until the next load without it")


def register() -> None:
    describe("seeding.LoadedRow", {LOADED: "values"}, not_personal="model key")
