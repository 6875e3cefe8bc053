"""Open data at /api/v1/: what the pages show, as JSON and CSV. docs/api.md tells data users how to read it."""
