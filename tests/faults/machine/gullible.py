"""A server without memory: what a device sends again under one number is taken in again."""

from dataclasses import replace

from django.apps import AppConfig


class Gullible(AppConfig):
    name = "tests.faults.machine"
    label = "gullible"

    def ready(self) -> None:
        from shopper.sync import ingest  # noqa: PLC0415 - models can be named only by now

        honest = ingest._take_in

        def take_whatever_comes(sent, form, faults):
            standing = ingest.STANDING_BRIEFLY.first(sent.visit_id)
            on_top = replace(sent, base=standing.number if standing else None)
            return honest(on_top, form, faults)

        ingest._take_in = take_whatever_comes
        ingest._sent_before = lambda *_given: None
