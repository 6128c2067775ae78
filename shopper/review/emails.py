"""Letters about the review of a visit."""

from django.conf import settings

from shopper import mail
from shopper.visits.models import Visit


def send_questions_back(visit: Visit) -> None:
    """Tell the shopper which questions came back and why. Nothing is sent without a shopper."""
    if visit.shopper is None:
        return
    redos = visit.redos.filter(redone_at=None).select_related("question")
    mail.send(
        visit.shopper.email,
        template="review/email/questions_back",
        language=visit.shopper.language,
        context={
            "visit": visit,
            "shopper": visit.shopper,
            "redos": redos,
            "link": f"{settings.PUBLIC_URL}/field/visit/{visit.pk}/",
        },
    )
