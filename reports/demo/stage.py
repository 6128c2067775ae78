"""What stands before the first visit: people, organizations, their places and checklists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from reports.demo import clock, enclosures
from reports.demo.bakery import LINDEMANN
from reports.demo.people import OPERATOR, PASSWORD, PEOPLE, Person
from reports.demo.places import HARBOUR_CABS, NORTHERN_AIR, Client, Place
from shopper.accounts.models import User
from shopper.checklists import starters, versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.organizations.models import Location, Membership, Organization, Region
from shopper.organizations.roles import Role

JOURNEYS = {
    HARBOUR_CABS.name: "cab_ride",
    NORTHERN_AIR.name: "airline_journey",
    LINDEMANN.name: "five_moments",
}
TIME_ZONE = "Europe/Berlin"
# Nobody signs in with it, and nothing but a demo that is not whole yet has it.
NOT_YET = UNUSABLE_PASSWORD_PREFIX + "the demo is not loaded yet"


@dataclass(frozen=True)
class Scene:
    """One place where visits happen: its row, what it is like, and what is asked there."""

    location: Location
    place: Place
    checklist: Checklist
    keys: Mapping[str, str]  # of the checklist's questions: the starter's key by identity


@dataclass(frozen=True)
class Stage:
    """Everything the story is played with, and the moment at which it is told."""

    now: datetime
    users: dict[str, User]
    scenes: dict[str, Scene]  # by the location's name
    clients: dict[str, tuple[Scene, ...]]

    @property
    def operator(self) -> User:
        return self.users[OPERATOR.email]

    def shoppers(self) -> list[tuple[Person, User]]:
        """Return those who may be sent, in the order in which they take turns."""
        return [(p, self.users[p.email]) for p in PEOPLE if p.role == Role.SHOPPER]


def build(*, opened_at: datetime, now: datetime) -> Stage:
    """Make people, places and checklists, as of the day the agency opened."""
    with clock.set_to(opened_at):
        users = {person.email: _user(person) for person in PEOPLE}
        operator = users[OPERATOR.email]
        Membership.objects.bulk_create(
            Membership(user=users[p.email], role=p.role) for p in PEOPLE if p.role != Role.OWNER
        )
        clients = {
            client.name: _client(client, users, by=operator)
            for client in (HARBOUR_CABS, NORTHERN_AIR, LINDEMANN)
        }
    scenes = {scene.place.name: scene for scenes in clients.values() for scene in scenes}
    return Stage(now, users, scenes, clients)


def let_people_in() -> None:
    """Give everybody the demo's password, hashed once: it is meant to be slow."""
    User.objects.filter(password=NOT_YET).update(password=make_password(PASSWORD))


def _user(person: Person) -> User:
    return User.objects.create(email=person.email, name=person.name, password=NOT_YET)


def _client(client: Client, users: dict[str, User], *, by: User) -> tuple[Scene, ...]:
    organization = Organization.objects.create(name=client.name)
    regions = _regions(client, organization)
    for person in PEOPLE:
        if client.name in person.organizations:
            Membership.objects.create(
                user=users[person.email], organization=organization, role=person.role
            )
    starter = enclosures.enclosed(starters.load(JOURNEYS[client.name]), client.name)
    draft = versions.draft_from(starter, organization=organization)
    checklist = versions.publish(draft, by=by)
    names = [question["key"] for question in _questions(starter)]
    identities = [question["id"] for question in _questions(document_of(checklist))]
    keys = dict(zip(identities, names, strict=True))
    locations = Location.objects.bulk_create(
        _location(place, organization, regions) for place in client.places
    )
    return tuple(
        Scene(location, place, checklist, keys)
        for location, place in zip(locations, client.places, strict=True)
    )


def _questions(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [
        question for touchpoint in document["touchpoints"] for question in touchpoint["questions"]
    ]


def _regions(client: Client, organization: Organization) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for name, parent in client.regions.items():
        regions[name] = Region.objects.create(
            organization=organization, name=name, parent=regions[parent] if parent else None
        )
    return regions


def _location(place: Place, organization: Organization, regions: dict[str, Region]) -> Location:
    return Location(
        organization=organization,
        region=regions.get(place.region),
        name=place.name,
        address=place.address,
        postal_code=place.postal_code,
        city=place.city,
        country="DE",
        latitude=place.latitude,
        longitude=place.longitude,
        time_zone=TIME_ZONE,
        directions=place.directions,
        tags=list(place.tags),
    )
