"""Every screen of the product, as data: whose it is, its name, and the path it lies at."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

OPERATOR, OWNER, SHOPPER = "operator@example.org", "owner@example.org", "shopper@example.org"
PASSWORD = "moments"

PHONE, TABLET, DESK = (360, 740), (768, 1024), (1440, 900)
SIZES = {"field": (PHONE, DESK), "console": (PHONE, TABLET, DESK), "portal": (PHONE, DESK)}


@dataclass(frozen=True)
class Screen:
    """One address, and the name of its pictures; perhaps what is typed and pressed there first."""

    name: str
    path: str
    typed: tuple[tuple[str, str], ...] = ()
    press: str = ""


class Ids:
    """Identities of the demo's rows, read from its database while the server runs."""

    def __init__(self, database: Path) -> None:
        self.rows = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def one(self, query: str, *values: str) -> str:
        found = self.rows.execute(query, values).fetchone()
        assert found, f"the demo has no such row: {query} {values}"
        return str(UUID(found[0]))

    def visit(self, where: str, *values: str) -> str:
        return self.one(
            "SELECT v.id FROM visits_visit v JOIN organizations_location l ON l.id = v.location_id "
            f"LEFT JOIN accounts_user u ON u.id = v.shopper_id WHERE {where} LIMIT 1",
            *values,
        )

    def location(self, name: str) -> str:
        return self.one("SELECT id FROM organizations_location WHERE name = ?", name)

    def touchpoint(self, visit: str, position: int) -> str:
        return self.one(
            "SELECT t.id FROM checklists_touchpoint t JOIN visits_visit v "
            "ON v.checklist_id = t.checklist_id WHERE v.id = ? AND t.position = ?",
            UUID(visit).hex,
            str(position),
        )


def of_console(ids: Ids) -> Iterator[Screen]:
    visit = ids.visit("v.status = 'submitted' AND l.name = ?", "Cab 15")
    open_visit = ids.visit("v.status = 'scheduled' AND v.shopper_id IS NULL")
    published = ids.visit("v.status = 'published' AND l.name = ?", "Cab 7")
    organization = ids.one(
        "SELECT id FROM organizations_organization WHERE name = ?", "Harbour Cabs"
    )
    checklist = ids.one("SELECT id FROM checklists_checklist WHERE name LIKE ?", "Cab ride%")
    person = ids.one("SELECT id FROM accounts_user WHERE email = ?", SHOPPER)
    report = ids.one(
        "SELECT id FROM reports_report WHERE kind = ? ORDER BY published_at DESC", "visit"
    )
    location = ids.location("Cab 12")
    yield Screen("today", "/console/")
    yield Screen("visits", "/console/visits/")
    yield Screen("visit-new", "/console/visits/new/")
    yield Screen("visit-unassigned", f"/console/visits/{open_visit}/")
    yield Screen("visit-published", f"/console/visits/{published}/")
    yield Screen("review", f"/console/visits/{visit}/review/")
    yield Screen("review-moment", review_of_inside(ids))
    yield Screen("locations", "/console/locations/")
    yield Screen("location", f"/console/locations/{location}/")
    yield Screen("location-edit", f"/console/locations/{location}/edit/")
    yield Screen("organizations", "/console/organizations/")
    yield Screen("organization", f"/console/organizations/{organization}/")
    yield Screen("checklists", "/console/checklists/")
    yield Screen("checklist", f"/console/checklists/{checklist}/")
    yield from of_rules(f"/console/checklists/{checklist}/rules/")
    yield Screen("checklist-preview", f"/console/checklists/{checklist}/preview/")
    yield Screen("people", "/console/people/")
    yield Screen("person", f"/console/people/{person}/")
    yield Screen("reports", "/console/reports/")
    yield Screen("report", f"/console/reports/{report}/")
    yield Screen("quarantine", "/console/quarantine/")


def of_rules(path: str) -> Iterator[Screen]:
    """Yield the rules of a visit as they stand, with faults, and what would change."""
    look = "Look at what changes"
    yield Screen("checklist-rules", path)
    yield Screen("checklist-rules-faults", path, (("moment-1-later", "on"),), look)
    yield Screen("checklist-rules-look", path, (("whole-briefing", "Ride and look."),), look)


def review_of_inside(ids: Ids) -> str:
    """Return where the operator judges one moment that has photographs."""
    visit = ids.visit("v.status = 'submitted' AND l.name = ?", "Cab 15")
    return f"/console/visits/{visit}/review/#moment-{ids.touchpoint(visit, 5)}"


def of_portal(ids: Ids) -> Iterator[Screen]:
    yield Screen("locations", "/portal/")
    yield Screen("location-cab-12", f"/portal/locations/{ids.location('Cab 12')}/")
    yield Screen("location-cab-7", f"/portal/locations/{ids.location('Cab 7')}/")
    yield Screen("reports", "/portal/reports/")


def before_the_visit(ids: Ids) -> Iterator[Screen]:
    returned = ids.visit("v.status = 'returned' AND u.email = ? AND l.name = 'Cab 7'", SHOPPER)
    yield Screen("visits", "/field/")
    yield Screen("briefing", f"/field/visit/{today(ids)}/")
    yield Screen("sent-back", f"/field/visit/{returned}/")
    yield Screen("outbox", "/field/outbox/")
    yield Screen("me", "/field/me/")
    yield Screen("shopping-list", "/field/list/")


def on_the_visit(ids: Ids) -> Iterator[Screen]:
    visit = today(ids)
    moments = [f"/field/visit/{visit}/moment/{ids.touchpoint(visit, n)}/" for n in range(12)]
    yield Screen("journey", f"/field/visit/{visit}/")
    yield Screen("moment", moments[1])
    yield Screen("question-photo", f"{moments[0]}1/")
    yield Screen("question-yes-no", f"{moments[5]}2/")
    yield Screen("question-duration", f"{moments[2]}1/")
    yield Screen("question-several", f"{moments[6]}2/")
    yield Screen("question-rating", f"{moments[9]}1/")
    yield Screen("end", f"/field/visit/{visit}/end/")


def today(ids: Ids) -> str:
    """Return the visit that waits for the shopper today, or has begun."""
    return ids.visit(
        "v.status IN ('scheduled', 'accepted', 'in_progress') AND u.email = ? AND l.name = 'Cab 12'",
        SHOPPER,
    )
