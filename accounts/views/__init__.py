"""The pages: `login` and `two_factor` lead in, `account` is for those who are in."""
