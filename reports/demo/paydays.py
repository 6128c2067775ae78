"""The agency pays its shoppers once a month, for what was payable by then."""

from datetime import datetime, time, timedelta
from itertools import groupby

from reports.demo import loading
from reports.demo.stage import Stage
from shopper.earnings import paying
from shopper.earnings.models import Earning

LAST_PAYDAY_AGO = timedelta(days=5)
TRANSFER_TAKES = timedelta(days=2)


@loading.step()
def pay(stage: Stage) -> None:
    """Mark what was payable some days ago as paid, month by month."""
    until = (stage.now - LAST_PAYDAY_AGO).date()
    due = Earning.objects.worth_money().filter(payable_on__lte=until).order_by("payable_on")
    for _month, earnings in groupby(due, key=lambda earning: earning.payable_on.replace(day=1)):
        of_the_month = list(earnings)
        on = of_the_month[-1].payable_on + TRANSFER_TAKES
        at = datetime.combine(on, time(9, 30), tzinfo=stage.now.tzinfo)
        paying.pay((earning.pk for earning in of_the_month), by=stage.operator, on=on, at=at)
