"""A database that went back in time makes another server of this one, as phones see it."""

from django.core.management import call_command

from shopper.sync import installation
from shopper.sync.models import Installation


def test_a_new_epoch_is_another_one_each_time(db, capsys):
    before = installation.epoch()

    call_command("new_epoch")
    first = installation.epoch()
    call_command("new_epoch")

    assert len({before, first, installation.epoch()}) == 3
    assert f"{installation.epoch()}." in capsys.readouterr().out


def test_a_new_epoch_begins_also_where_the_row_was_lost(db):
    Installation.objects.all().delete()

    begun = installation.renew()

    assert installation.epoch() == begun
