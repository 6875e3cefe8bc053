"""How staff gets in: invitation, password, second factor, and ways out. Public pages know nothing of it."""
