"""Loading projects from files of any kind: bytes → rows → drafts → projects, each step in a module of its own."""
