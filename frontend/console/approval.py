"""What the shopper gets for a visit, as its reviewer sees it, and what the reviewer adds by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from shopper.earnings import expenses, grade, settling, wording, work
from shopper.earnings.expenses import Claim, Grant, Grants
from shopper.earnings.models import Earning
from shopper.earnings.settling import Opinion
from shopper.errors import Errors, Invalid
from shopper.visits.models import Visit
from shopper.visits.states import Status


@dataclass(frozen=True)
class ApprovalDraft:
    """The mark, the line and the amounts as they were typed; kept whatever happens."""

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)

    @classmethod
    def of(cls, post: QueryDict, errors: Errors | None = None) -> "ApprovalDraft":
        kept = {
            name: str(text)
            for name, text in post.items()
            if name in {"mark", "words"} or name.startswith(("granted-", "because-"))
        }
        return cls(kept, errors or {})

    @property
    def mark(self) -> str:
        return self.typed.get("mark", "")

    @property
    def words(self) -> str:
        return self.typed.get("words", "")

    @property
    def opinion(self) -> Opinion:
        """What is added by hand.

        Raises:
            Invalid: the mark is no number.
        """
        if self.mark and not (self.mark.isascii() and self.mark.isdigit() and len(self.mark) < 3):
            raise Invalid(errors={"mark": [_("A mark is from 1 to 5.")]})
        return Opinion(int(self.mark) if self.mark else None, self.words)

    def grants(self, claims: Sequence[Claim]) -> Grants:
        """Return what is granted of each claim that the page has asked about.

        Raises:
            Invalid: by field: what is no amount.
        """
        given, errors = {}, {}
        for claim in claims:
            text = self.typed.get(f"granted-{claim.question}")
            if text is None:
                continue
            try:
                amount = Decimal(text.strip().replace(",", "."))
            except InvalidOperation:
                amount = Decimal("NaN")
            if amount.is_finite():
                given[claim.question] = Grant(
                    amount, self.typed.get(f"because-{claim.question}", "")
                )
            else:
                errors[f"granted-{claim.question}"] = [_("Give an amount, such as 24.80.")]
        if errors:
            raise Invalid(errors=errors)
        return given


@dataclass(frozen=True)
class Line:
    """One part of the grade in words."""

    name: str
    why: str
    percent: int
    weight: int


@dataclass(frozen=True)
class Asked:
    """One claim, and what was typed about it."""

    claim: Claim
    granted: str
    reason: str
    errors: Sequence[str]


@dataclass(frozen=True)
class ForShopper:
    """What the section about the shopper shows; `earning` once the visit is approved."""

    total: int | None
    parts: list[Line]
    asked: list[Asked]
    draft: ApprovalDraft
    earning: Earning | None

    @property
    def marks(self) -> list[tuple[str, bool]]:
        return [(str(mark), str(mark) == self.draft.mark) for mark in grade.MARKS]


def for_shopper(visit: Visit, draft: ApprovalDraft) -> ForShopper:
    """Put together what the shopper gets: as it was written down, or as it would be now."""
    earning = settling.earning_of(visit)
    if earning is not None:
        return ForShopper(earning.grade, _lines(earning.parts), [], draft, earning)
    if visit.status not in {Status.SUBMITTED, Status.REVIEWED}:
        return ForShopper(None, [], [], draft, None)
    graded = grade.grade(work.of(visit))
    asked = [_asked(claim, draft) for claim in expenses.claims_of(visit)]
    return ForShopper(graded.total, _lines(graded.as_documents()), asked, draft, None)


def _lines(parts: list[dict[str, Any]]) -> list[Line]:
    return [Line(wording.name(p), wording.why(p), p["percent"], p["weight"]) for p in parts]


def _asked(claim: Claim, draft: ApprovalDraft) -> Asked:
    name = f"granted-{claim.question}"
    return Asked(
        claim=claim,
        granted=draft.typed.get(name, str(claim.most)),
        reason=draft.typed.get(f"because-{claim.question}", ""),
        errors=draft.errors.get(name, ()),
    )
