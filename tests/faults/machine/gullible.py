"""A server without memory: what a device sends again under one number is taken in again."""

from dataclasses import replace

from django.apps import AppConfig


class Gullible(AppConfig):
    name = "tests.faults.machine"
    label = "gullible"

    def ready(self) -> None:
        from shopper.sync import ingest  # noqa: PLC0415 - models can be named only by now

        honest = ingest._take_in

        def take_whatever_comes(sent, revision, form, faults):
            standing = ingest.STANDING_BRIEFLY.first(sent.visit_id)
            base = standing.number if standing else None
            revision.number = (base or 0) + 1
            return honest(replace(sent, base=base), revision, form, faults)

        ingest._take_in = take_whatever_comes
        ingest._sent_before = lambda *_given: None
