"""The stage of the story: Harbour Cabs, its cab 12, and the people. Run inside the server's environment."""

import json

from shopper.checklists import starters, versions
from shopper.checklists.document import document_of
from tests.factories import (
    make_location,
    make_operator,
    make_organization,
    make_owner,
    make_shopper,
    make_user,
)

OPERATOR = "olga@example.org"
SHOPPER = "sami@example.org"
OWNER = "otto@example.org"
STRANGER = "stella@example.org"


def set_up() -> None:
    """Make the people and places, publish the cab ride, and print its document as JSON."""
    cabs = make_organization("Harbour Cabs")
    make_location(cabs, name="Cab 12")
    make_operator(email=OPERATOR, name="Olga Operator")
    make_shopper(cabs, email=SHOPPER, name="Sami Shopper")
    make_owner(cabs, email=OWNER, name="Otto Owner")
    elsewhere = make_organization("Bäckerei Lindemann")
    make_location(elsewhere, name="Filiale Neustadt")
    make_owner(elsewhere, email=STRANGER, name="Stella Stranger")
    draft = versions.draft_from(starters.load("cab_ride"), organization=cabs)
    print(json.dumps(document_of(versions.publish(draft, by=make_user()))))  # noqa: T201
