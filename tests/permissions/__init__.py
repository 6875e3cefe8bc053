"""Who gets which answer at which address: every address of the portal, each kind of user, each method.

`addresses` finds all that there is, `routes`, `expectations` and `policy` say what is expected (from docs/adr/0007, not
from the code), `users` and `dataset` have the users and rows, `requests` sends one request and notes the answer,
`matrix` compares. An address that `routes` does not know is an error of its own.
"""
