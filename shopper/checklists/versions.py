"""Versions of a checklist: draft one, publish it, revise it into the next draft."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.checklists import enclosures, expenses, languages, windows
from shopper.checklists.document import Document, assemble
from shopper.checklists.models import Checklist, Question, Touchpoint
from shopper.errors import Invalid, WrongState
from shopper.organizations.models import Organization


def draft_from(
    data: Mapping[str, Any], *, organization: Organization | None, name: str = ""
) -> Checklist:
    """Make a draft from a ChecklistDocument without identities, such as a starter.

    Conditions and translations in the data refer to touchpoints and questions by their `key`; in
    the rows, by their identity.
    """
    with transaction.atomic():
        checklist = Checklist.objects.create(
            name=name or data["name"],
            organization=organization,
            language=data.get("language", "en"),
            briefing=data.get("briefing", ""),
            staff_names=data.get("staff_names", Checklist.StaffNames.ALLOWED),
            quiz=data.get("quiz"),
            pictures=data.get("pictures"),
        )
        identities: dict[str, str] = {}
        moments = {
            _key(moment): _add_touchpoint(checklist, moment, position, identities)
            for position, moment in enumerate(data["touchpoints"])
        }
        if translations := data.get("translations"):
            checklist.translations = languages.renamed(translations, {**identities, **moments})
            checklist.save(update_fields=["translations"])
    return checklist


def _key(data: Mapping[str, Any]) -> str:
    """Return the name by which a part is meant elsewhere in the same data."""
    return str(data.get("key") or data.get("id") or "")


def _add_touchpoint(
    checklist: Checklist, data: Mapping[str, Any], position: int, identities: dict[str, str]
) -> str:
    """Add it and its questions, whose identities are noted; return its own."""
    looks_like, window = data.get("looks_like", {}), data.get("follow_through") or {}
    touchpoint = Touchpoint.objects.create(
        checklist=checklist,
        position=position,
        name=data["name"],
        channel=data.get("channel", "in_person"),
        kind=data.get("kind", "people"),
        is_controlled=data.get("controlled", True),
        weight=Decimal(data.get("weight", "1")),
        floor_percent=Decimal(data.get("floor", "60")),
        magic_percent=Decimal(data.get("magic", "90")),
        misery=looks_like.get("misery", ""),
        mediocrity=looks_like.get("mediocrity", ""),
        magic=looks_like.get("magic", ""),
        opens_after_hours=window.get("opens_after_hours"),
        open_for_hours=window.get("open_for_hours"),
    )
    for place, asked in enumerate(data["questions"]):
        question = _question(touchpoint, asked, place, identities)
        question.save(force_insert=True)
        identities[_key(asked)] = str(question.pk)
    return str(touchpoint.pk)


def _question(
    touchpoint: Touchpoint, data: Mapping[str, Any], position: int, identities: Mapping[str, str]
) -> Question:
    photo, note = data.get("photo", {}), data.get("note", {})
    return Question(
        touchpoint=touchpoint,
        position=position,
        text=data["text"],
        help=data.get("help", ""),
        kind=data["kind"],
        role=data.get("role", "standard"),
        weight=Decimal(data.get("weight", "1")),
        is_knock_out=data.get("knock_out", False),
        is_required=data.get("required", True),
        may_not_apply=data.get("not_applicable", True),
        may_be_unchecked=data.get("could_not_check", True),
        good_answer=data.get("good") or "",
        options=data.get("options", []),
        steps=data.get("steps"),
        step_labels=data.get("step_labels", []),
        bands=data.get("bands", []),
        unit=data.get("unit", ""),
        minimum=_decimal(data.get("minimum")),
        maximum=_decimal(data.get("maximum")),
        condition=renamed(data.get("condition"), identities),
        example=data.get("example"),
        photo_rule=photo.get("rule", "optional"),
        photos_min=photo.get("min", 0),
        photos_max=photo.get("max", 6),
        note_rule=note.get("rule", "optional"),
        note_min=note.get("min", 0),
        note_max=note.get("max", 1000),
        text_min=data.get("text_min"),
        expense=data.get("expense"),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def renamed(condition: Any, identities: Mapping[str, str]) -> Any:
    """Return the condition with every question's key replaced by its identity.

    Raises:
        Invalid: the condition refers to a question that does not come before it.
    """
    if condition is None:
        return None
    if "question" in condition:
        known = identities.get(condition["question"])
        if known is None:
            raise Invalid(
                errors={"condition": [_("A condition can only ask about an earlier question.")]}
            )
        return {**condition, "question": known}
    if "not" in condition:
        return {"not": renamed(condition["not"], identities)}
    return {
        word: [renamed(part, identities) for part in parts] for word, parts in condition.items()
    }


def publish(draft: Checklist, *, by: User) -> Checklist:
    """Freeze a draft as the version that visits are assigned with from now on.

    Visits keep the version they were assigned with. Earlier published versions retire.

    Raises:
        WrongState: the checklist is not a draft.
        Invalid: a moment has no question, or a question cannot be answered or scored.
    """
    content = assemble(draft)
    _require_answerable(content)
    with transaction.atomic():
        frozen = Checklist.objects.filter(pk=draft.pk, status=Checklist.Status.DRAFT).update(
            status=Checklist.Status.PUBLISHED,
            content=content,
            published_at=timezone.now(),
            published_by=by,
        )
        if not frozen:
            raise WrongState(_("Only a draft can be published."))
        Checklist.objects.filter(family=draft.family, status=Checklist.Status.PUBLISHED).exclude(
            pk=draft.pk
        ).update(status=Checklist.Status.RETIRED)
    draft.refresh_from_db()
    return draft


def _require_answerable(content: Document) -> None:
    errors: dict[str, list[str]] = {}
    if not content["touchpoints"]:
        errors["touchpoints"] = [_("A checklist needs at least one moment.")]
    if content["staff_names"] not in Checklist.StaffNames.values:
        errors["staff_names"] = [_("Names of staff are allowed or forbidden.")]
    errors |= _enclosed(content) | windows.faults(content)
    errors |= languages.faults(content, content["translations"])
    for touchpoint in content["touchpoints"]:
        if fault := _fault_of_moment(touchpoint):
            errors[touchpoint["id"]] = [fault]
        for question in touchpoint["questions"]:
            faults = _faults(question)
            if faults:
                errors[question["id"]] = faults
    if errors:
        raise Invalid(errors=errors)


def _enclosed(content: Document) -> dict[str, list[str]]:
    found = {
        "quiz": enclosures.quiz_faults(content["quiz"]),
        "pictures": enclosures.pictures_faults(content["pictures"]),
    }
    return {part: faults for part, faults in found.items() if faults}


def _fault_of_moment(touchpoint: Document) -> str:
    if not touchpoint["questions"]:
        return _("This moment asks nothing.")
    if all(expenses.is_one(question) for question in touchpoint["questions"]):
        return _("Beside an expense a moment must ask something else.")
    return ""


def _faults(question: Document) -> list[str]:
    faults = enclosures.picture_faults(question["example"])
    if question["kind"] in {"choice", "several"}:
        keys = [option["key"] for option in question["options"]]
        if len(keys) < 2 or len(set(keys)) != len(keys):
            faults.append(_("Give at least two different options."))
        elif question["role"] != "note" and not any(
            Decimal(option["points"]) > 0 for option in question["options"]
        ):
            faults.append(_("At least one option must earn something."))
    if question["bands"] and question["bands"][-1]["up_to"] is not None:
        faults.append(_("The last band must be open, or some answers are worth nothing at all."))
    return [*faults, *expenses.faults(question)]


def revise(published: Checklist) -> Checklist:
    """Make the next draft from a published version; the published one stays as it is.

    Raises:
        WrongState: the checklist is a draft itself, or has a draft already.
    """
    if published.content is None:
        raise WrongState(_("There is a draft of this checklist already."))
    return next_draft(published, published.content)


def next_draft(published: Checklist, content: Document) -> Checklist:
    """Make the next draft of a checklist from a document.

    Raises:
        WrongState: there is a draft already.
    """
    family = Checklist.objects.filter(family=published.family)
    if family.filter(status=Checklist.Status.DRAFT).exists():
        raise WrongState(_("There is a draft of this checklist already."))
    highest = family.aggregate(highest=Max("version"))["highest"]
    with transaction.atomic():
        draft = draft_from(content, organization=published.organization)
        Checklist.objects.filter(pk=draft.pk).update(family=published.family, version=highest + 1)
    draft.refresh_from_db()
    return draft


def supersede(
    published: Checklist, change: Callable[[Document], Document], *, by: User
) -> Checklist:
    """Publish the next version of the one that stands, which differs from it by `change` alone.

    Visits that were assigned before keep the version they have.

    Raises:
        WrongState: it stands no longer, or the next version is a draft.
        Invalid: the changed document cannot be published.
    """
    meanwhile = WrongState(_("A newer version of this checklist was published meanwhile."))
    try:
        with transaction.atomic():
            standing = Checklist.objects.select_for_update().get(pk=published.pk)
            if standing.status != Checklist.Status.PUBLISHED or standing.content is None:
                raise meanwhile
            return publish(next_draft(standing, change(standing.content)), by=by)
    except IntegrityError:  # two at the same moment: one version has one number
        raise meanwhile from None
