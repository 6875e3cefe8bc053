"""Where migrations that have landed look for what is in search.token_field now."""

from search.token_field import TokensField, create_index, drop_index

__all__ = ["TokensField", "create_index", "drop_index"]
