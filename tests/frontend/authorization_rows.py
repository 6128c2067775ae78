"""Who may open which page: the rows for console, portal, phone shell and the shared pages.

Each row is a `tests.authorization.Row(route, method, statuses)`; `statuses` holds one status for
each of `tests.authorization.ROLES`, in their order: anonymous, shopper (whose visit it is), other
shopper, operator, foreign operator, owner, foreign owner. For example:

    Row(
        "console/visits/<uuid:visit_id>/",
        "GET",
        (302, 403, 403, 200, 404, 403, 403),
        kwargs=lambda world: {"visit_id": world.visit.pk},
    )

`kwargs` fills the route's parameters from the `World` (the default fills `visit_id`), `sends` adds
`data` (bytes), `content_type` and `headers`, and `prepares(world)` makes what the row needs beyond
it. `tests/api/test_authorization_matrix.py` reads these rows, knocks with every role, and fails for
a route of the product, or a method of its class-based view, that no row names.
"""

from tests.authorization import Row

ROWS: list[Row] = []
