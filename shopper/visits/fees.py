"""What a shopper is paid for a visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shopper.writing import figure


@dataclass(frozen=True)
class Fee:
    """What the shopper is paid: an amount in a currency (ISO 4217), and what comes on top."""

    amount: Decimal
    currency: str
    note: str = ""

    def __str__(self) -> str:
        return f"{figure(self.amount)} {self.currency} {self.note}".strip()


def columns(fee: Fee | None) -> Mapping[str, Any]:
    """Return the columns of a visit with this fee."""
    return {
        "fee_amount": fee.amount if fee else None,
        "fee_currency": fee.currency if fee else "",
        "fee_note": fee.note if fee else "",
    }
