"""Who sends the requests: a user of each kind that docs/adr/0007 and the second factor tell apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """A kind of user. own, of_region: groups by name ("a"), those they act for and those of their region."""

    name: str
    is_active: bool = True  # has an account that is active
    has_second_factor: bool = True  # has given a code
    own: frozenset[str] = frozenset()
    of_region: frozenset[str] = frozenset()
    runs_network: bool = False
    is_superuser: bool = False
    is_additional: bool = False  # sends requests by the usual methods only

    @property
    def is_verified(self) -> bool:
        return self.is_active and self.has_second_factor

    def can_view(self, group: str) -> bool:
        return self.runs_network or group in self.own | self.of_region

    def can_act_for(self, group: str) -> bool:
        return self.runs_network or group in self.own


USERS = {
    user.name: user
    for user in (
        User("anonymous", is_active=False, has_second_factor=False),
        User("editor_a", own=frozenset("a")),
        User("editor_b", own=frozenset("b")),
        User("editor_a_c", own=frozenset("ac")),
        User("region_1", of_region=frozenset("a")),
        User("region_2", of_region=frozenset("b")),
        User("nobody"),
        User("gone", is_active=False),
        User("superuser", runs_network=True, is_superuser=True),
        User("network", runs_network=True, is_additional=True),
        User("password_only", has_second_factor=False, runs_network=True, is_superuser=True, is_additional=True),
    )
}
