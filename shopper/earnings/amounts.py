"""Sums of money by currency: amounts of two currencies are never added."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from shopper.visits.fees import Fee


@dataclass
class Amounts:
    """A sum for each currency; iterates in the order of their names."""

    by_currency: dict[str, Decimal] = field(default_factory=dict)

    def add(self, amount: Decimal, currency: str) -> None:
        self.by_currency[currency] = self.by_currency.get(currency, Decimal(0)) + amount

    def __iter__(self) -> Iterator[Fee]:
        for currency in sorted(self.by_currency):
            yield Fee(self.by_currency[currency].quantize(Decimal("0.01")), currency)

    def __bool__(self) -> bool:
        return any(self.by_currency.values())

    def __str__(self) -> str:
        return " + ".join(str(one) for one in self)


def total(sums: Iterable[Amounts]) -> Amounts:
    """Return the sum of sums."""
    whole = Amounts()
    for some in sums:
        for one in some:
            whole.add(one.amount, one.currency)
    return whole
