"""The people of the demo: those who sign in, and those whose work is seen."""

from dataclasses import dataclass

from shopper.organizations.roles import Role

PASSWORD = "moments"  # noqa: S105 - the demo says it on its first page


@dataclass(frozen=True)
class Person:
    """Somebody with one role; without an organization, at the agency itself.

    `careful` says of a shopper how much they write and photograph, from 0 to 1.
    """

    email: str
    name: str
    role: Role
    organizations: tuple[str, ...] = ()
    careful: float = 0.6


SHOPPER = Person("shopper@example.org", "Mara Petersen", Role.SHOPPER, careful=0.9)
OPERATOR = Person("operator@example.org", "Jonas Feldt", Role.OPERATOR)
OWNER = Person(
    "owner@example.org", "Helene Brandt", Role.OWNER, ("Harbour Cabs", "Bäckerei Lindemann")
)

PEOPLE = (
    SHOPPER,
    Person("ivo@example.org", "Ivo Marković", Role.SHOPPER, careful=0.7),
    Person("aylin@example.org", "Aylin Demir", Role.SHOPPER, careful=0.8),
    Person("tobias@example.org", "Tobias Nguyen", Role.SHOPPER, careful=0.45),
    Person("franziska@example.org", "Franziska Obermeier", Role.SHOPPER, careful=0.75),
    Person("korbinian@example.org", "Korbinian Huber", Role.SHOPPER, careful=0.5),
    OPERATOR,
    Person("sigrid@example.org", "Sigrid Halvorsen", Role.OPERATOR),
    OWNER,
    Person("airline@example.org", "Lasse Nygård", Role.OWNER, ("Northern Air",)),
)
