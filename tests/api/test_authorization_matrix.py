"""Every door, every method, every role: one table decides, and a door that is not in it fails."""

import pytest

from tests.api.authorization_rows import ROWS as API_ROWS
from tests.authorization import ROLES, Row, World, filled, routes
from tests.frontend.authorization_rows import ROWS as PAGE_ROWS

ROWS = [*API_ROWS, *PAGE_ROWS]


def test_every_route_of_the_product_is_in_the_table():
    listed = {row.route for row in ROWS}

    unlisted = [route for route, _methods in routes() if route not in listed]

    assert not unlisted, "say who may knock here:\n" + "\n".join(unlisted)


def test_every_method_of_every_door_is_in_the_table():
    listed = {(row.route, row.method) for row in ROWS}

    unlisted = [
        f"{method} {route}"
        for route, methods in routes()
        for method in sorted(methods)
        if (route, method) not in listed
    ]

    assert not unlisted, "say who may knock here:\n" + "\n".join(unlisted)


def test_the_table_names_only_routes_that_exist():
    known = {route for route, _methods in routes()}

    assert {row.route for row in ROWS} <= known


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(row: Row, role: str):
    expected = row.statuses[ROLES.index(role)]

    assert row.status_for(role, World()) == expected


@pytest.mark.parametrize(
    ("route", "path"),
    [
        ("a/<uuid:visit_id>/<int:n>/<name>", "a/x/3/y"),
        ("a/<sha256:name>.png", "a/y.png"),
        (r"^manifest\.json$", "manifest.json"),
    ],
)
def test_a_row_fills_its_route(route, path):
    assert filled(route, {"visit_id": "x", "n": 3, "name": "y"}) == path
