"""Journeys and moments as an owner reads them: in a language, where the checklist has it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from frontend.portal.moment_map import Sheet, published_scores
from shopper.accounts.models import User
from shopper.checklists import languages


def in_language(sheets: Sequence[Sheet], user: User, language: str) -> list[Sheet]:
    """Return the sheets with their names in a language; one query, however many they are.

    A moment has one name through all versions: the newest tells what the same name is now.
    """
    newest: dict[UUID, Sheet] = {}
    for sheet in sheets:
        if sheet.family not in newest or newest[sheet.family].version < sheet.version:
            newest[sheet.family] = sheet
    translations = _translations(newest.values(), user, language)
    names = {
        family: {
            moment["name"]: table.get(moment["id"], {}).get("name") or moment["name"]
            for moment in newest[family].moments
        }
        for family, table in translations.items()
    }
    return [
        _renamed(sheet, names[sheet.family], translations[sheet.family])
        if sheet.family in names
        else sheet
        for sheet in sheets
    ]


def _translations(
    sheets: Iterable[Sheet], user: User, language: str
) -> dict[UUID, languages.Translation]:
    """Return by family what these versions read as, for those that are in the language at all."""
    versions = [sheet.checklist for sheet in sheets]
    rows = (
        published_scores(user)
        .filter(visit__checklist__in=versions)
        .order_by("visit__checklist")
        .values_list(
            "visit__checklist__family", f"visit__checklist__content__translations__{language}"
        )
        .distinct()
    )
    return {family: table for family, table in rows if table}


def _renamed(sheet: Sheet, names: dict[str, str], table: languages.Translation) -> Sheet:
    moments = [
        {**moment, "name": names.get(moment["name"], moment["name"])} for moment in sheet.moments
    ]
    return replace(
        sheet,
        name=table.get(languages.WHOLE, {}).get("name") or sheet.name,
        moments=moments,
    )
