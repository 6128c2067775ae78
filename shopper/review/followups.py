"""What the owner could do about each moment: proposed at approval, decided by the owner."""

from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from shopper.checklists import languages
from shopper.checklists.document import document_of
from shopper.review.models import FollowUp, Score
from shopper.visits.models import Visit

KIND_OF_REMEDY = {
    "people": FollowUp.Kind.COACH,
    "process": FollowUp.Kind.RETRAIN,
    "place": FollowUp.Kind.REPAIR,
    "product": FollowUp.Kind.REPAIR,
    "message": FollowUp.Kind.RETRAIN,
}


def propose(visit: Visit, *, score: Score) -> list[FollowUp]:
    """Propose one follow-up for each controlled moment that was a misery or magic.

    A misery asks for a remedy that fits the kind of moment, a magic for a reward, in the words of
    the client's language. Safe to repeat: what was proposed before stays as it is.
    """
    language = visit.location.organization.language
    document = languages.in_language(document_of(visit.checklist), language)
    moments = {t["id"]: t for t in document["touchpoints"]}
    with translation.override(language):
        proposals = [
            _proposal(visit, judged, moments[judged["id"]], score.content)
            for judged in score.content["touchpoints"]
            if judged["controlled"] and judged["verdict"] in {"misery", "magic"}
        ]
    FollowUp.objects.bulk_create(proposals, ignore_conflicts=True)
    return list(visit.follow_ups.all())


def _proposal(
    visit: Visit, judged: dict[str, Any], moment: dict[str, Any], content: dict[str, Any]
) -> FollowUp:
    is_misery = judged["verdict"] == "misery"
    kind = KIND_OF_REMEDY[moment["kind"]] if is_misery else FollowUp.Kind.REWARD
    return FollowUp(
        visit=visit,
        location=visit.location,
        touchpoint_name=judged["name"],
        kind=kind,
        text=_remedy(judged, moment) if is_misery else _praise(judged, moment),
        points=points_to_win(judged, content) if is_misery else None,
    )


def _remedy(judged: dict[str, Any], moment: dict[str, Any]) -> str:
    failed = [
        m["question"] for m in judged["marks"] if m["share"] == "0" and m["role"] == "standard"
    ]
    texts = {q["id"]: q["text"] for q in moment["questions"]}
    first = next((texts[question] for question in failed if question in texts), "")
    text = _("Put right: %(what)s") % {"what": first or moment["name"]}
    return text[:300]


def _praise(judged: dict[str, Any], moment: dict[str, Any]) -> str:
    texts = {q["id"]: q["text"] for q in moment["questions"]}
    first = next((texts[q] for q in judged["why"]["extras"] if q in texts), moment["name"])
    return (_("Say thank you for: %(what)s") % {"what": first})[:300]


def points_to_win(judged: dict[str, Any], content: dict[str, Any]) -> Decimal | None:
    """Return by how many percentage points the visit would rise if this moment were perfect.

    The moment's weight over the weights of all controlled moments with a percent, times what
    it falls short of 100. None when the moment has no percent.
    """
    scored = [t for t in content["touchpoints"] if t["controlled"] and t["percent"] is not None]
    if judged["percent"] is None:
        return None
    total = sum(Decimal(t["weight"]) for t in scored)
    short = Decimal(100) - Decimal(judged["percent"])
    return (short * Decimal(judged["weight"]) / total).quantize(Decimal("0.1"))
