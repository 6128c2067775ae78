"""Who may knock at which door: the shape of the table, and the people and things it speaks of."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import factories

ROLES = (
    "anonymous",
    "shopper",  # whose visit it is
    "other shopper",
    "operator",
    "foreign operator",
    "owner",
    "foreign owner",
)
# Django's own, for staff alone; its rules are tested where Django is.
ELSEWHERE = ("admin/",)


class World:
    """One organization with one visit, and everybody who might want to see it."""

    def __init__(self) -> None:
        self.organization = factories.make_organization("Harbour Cabs")
        self.elsewhere = factories.make_organization("Airport Bakery")
        self.location = factories.make_location(self.organization)
        self.people = {
            "shopper": factories.make_shopper(self.organization),
            "other shopper": factories.make_shopper(self.organization),
            "operator": factories.make_operator(self.organization),
            "foreign operator": factories.make_operator(self.elsewhere),
            "owner": factories.make_owner(self.organization),
            "foreign owner": factories.make_owner(self.elsewhere),
        }
        self.visit = factories.make_visit(location=self.location, shopper=self.people["shopper"])
        self.photo = factories.make_photo(self.visit)

    def client(self, role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(
                self.people[role], backend="shopper.accounts.backends.PasswordBackend"
            )
        return client


@dataclass(frozen=True)
class Row:
    """One route and method, and the status each role gets.

    `route` is the route as the URLconf spells it, joined from the top ("api/v1/session").
    `statuses` has one status for each of ROLES, in their order. `kwargs` fills the route's
    parameters from the world; `sends` adds body, content_type and headers; `prepares` makes
    what the row needs beyond the world.
    """

    route: str
    method: str
    statuses: tuple[int, int, int, int, int, int, int]
    kwargs: Callable[[Any], dict[str, Any]] = lambda world: {"visit_id": world.visit.pk}
    sends: Callable[[Any], dict[str, Any]] = lambda world: {}
    prepares: Callable[[Any], None] = field(default=lambda world: None)

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    def status_for(self, role: str, world: World) -> int:
        """Knock as this role, and return the status of the answer."""
        self.prepares(world)
        path = "/" + filled(self.route, self.kwargs(world))
        return world.client(role).generic(self.method, path, **self.sends(world)).status_code


def filled(route: str, kwargs: dict[str, Any]) -> str:
    """Put values into a route's `<converter:name>` places; a regular expression loses its signs."""
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: str(kwargs[place[1]]), route)
    return re.sub(r"[\^$\\]", "", path)


def routes() -> Iterator[tuple[str, set[str]]]:
    """Return every route of the product, with the methods its door tells of (none: any)."""
    for route, callback in _walked(get_resolver().url_patterns, ""):
        if not route.startswith(ELSEWHERE):
            yield route, _methods(callback)


def _walked(patterns: list[Any], above: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walked(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def _methods(callback: Any) -> set[str]:
    view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    known = ("get", "post", "put", "patch", "delete")
    return {method.upper() for method in known if hasattr(view, method)} if view else set()
