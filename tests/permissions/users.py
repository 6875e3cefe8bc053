"""Who asks: the nine of issue 4, and two more whom docs/adr/0007 and the second factor tell apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody. own, watched: groups by name ("a"): those she speaks for, and those of her region."""

    name: str
    is_known: bool = True  # has a user that is active
    has_phone: bool = True  # has shown the second factor
    own: frozenset = frozenset()
    watched: frozenset = frozenset()
    runs_network: bool = False
    is_superuser: bool = False
    is_extra: bool = False  # not among the nine of the issue: asks by the usual methods only

    @property
    def is_let_in(self):
        return self.is_known and self.has_phone

    def sees(self, group):
        return self.runs_network or group in self.own | self.watched

    def speaks_for(self, group):
        return self.runs_network or group in self.own


PEOPLE = {
    person.name: person
    for person in (
        Person("anonymous", is_known=False, has_phone=False),
        Person("editor_a", own=frozenset("a")),
        Person("editor_b", own=frozenset("b")),
        Person("editor_a_c", own=frozenset("ac")),
        Person("region_1", watched=frozenset("a")),
        Person("region_2", watched=frozenset("b")),
        Person("nobody"),
        Person("gone", is_known=False),
        Person("superuser", runs_network=True, is_superuser=True),
        Person("network", runs_network=True, is_extra=True),
        Person("password_only", has_phone=False, runs_network=True, is_superuser=True, is_extra=True),
    )
}
