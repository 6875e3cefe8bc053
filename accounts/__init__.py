"""How staff signs in: invitation, password, second factor, sessions. Public pages know nothing of it."""
