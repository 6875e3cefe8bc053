"""Who gets which answer at which address: every address of the portal, each kind of person, each method.

`addresses` finds all that there is, `table` says what is expected (from docs/adr/0007, not from the code), `scene` has
the people and rows, `asking` sends one request and notes the answer, `matrix` compares. An address that the table does
not know is an error of its own.
"""
