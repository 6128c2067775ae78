"""The doors, api and frontend, fetch rows only as far as the person at the door may see."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import name_of, parsed, product_python

PROTECTED = {
    *("Organization", "Region", "Location", "Membership", "Checklist", "Touchpoint", "Question"),
    *("Visit", "VisitEvent", "DateRequest", "Answer", "Photo", "Redo", "Score", "FollowUp"),
    *("Revision", "Receipt", "Device", "Quarantined", "Report", "Delivery", "Schedule"),
    *("Earning", "Reimbursement", "Payment"),
}
UNGUARDED = {
    *("all", "exclude", "filter", "first", "get", "in_bulk", "iterator", "last", "latest"),
    *("earliest", "only", "raw", "select_related", "prefetch_related", "values", "values_list"),
    *("create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"),
}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def doors() -> list[Path]:
    return [
        path
        for path in product_python()
        if name_of(path).startswith(("api/", "frontend/")) and path.name != "admin.py"
    ]


def unguarded_fetches(tree: ast.AST) -> list[int]:
    """Return the lines that reach protected rows without asking who is looking."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (asks_the_manager(node) or takes_the_whole_model(node))
    ]


def asks_the_manager(call: ast.Call) -> bool:
    """True for `Visit.objects.get(...)`; false for `Visit.objects.visible_to(user).get(...)`."""
    match call.func:
        case ast.Attribute(
            attr=method,
            value=ast.Attribute(
                attr="objects" | "_default_manager" | "_base_manager", value=ast.Name(id=model)
            ),
        ):
            return model in PROTECTED and method in UNGUARDED
    return False


def takes_the_whole_model(call: ast.Call) -> bool:
    """True for `get_object_or_404(Visit, ...)` and for `get_object_or_404(Visit.objects, ...)`."""
    if not (isinstance(call.func, ast.Name) and call.func.id in SHORTCUTS and call.args):
        return False
    match call.args[0]:
        case ast.Name(id=model) | ast.Attribute(attr="objects", value=ast.Name(id=model)):
            return model in PROTECTED
    return False


def test_a_door_reaches_protected_rows_only_through_what_its_visitor_may_see():
    found = [
        f"{name_of(path)}:{line}" for path in doors() for line in unguarded_fetches(parsed(path))
    ]

    assert not found, "fetch through visible_to(user):\n" + "\n".join(found)


def test_a_serializer_names_its_fields_one_by_one():
    found = [name_of(path) for path in doors() if "__all__" in path.read_text()]

    assert not found


@pytest.mark.parametrize(
    "source",
    [
        "Visit.objects.get(pk=pk)",
        "Report.objects.filter(pk=pk).first()",
        "get_object_or_404(Photo, pk=pk)",
        "get_object_or_404(Photo.objects, pk=pk)",
    ],
)
def test_the_rule_sees_an_unguarded_fetch(source):
    assert unguarded_fetches(ast.parse(source)) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "Visit.objects.visible_to(user).get(pk=pk)",
        "get_object_or_404(Photo.objects.visible_to(user), pk=pk)",
        "Basket.objects.get(pk=pk)",
    ],
)
def test_the_rule_lets_a_guarded_fetch_pass(source):
    assert unguarded_fetches(ast.parse(source)) == []
