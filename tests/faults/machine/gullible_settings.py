"""The product's settings, with an app that takes away what tells a repeat."""

from shopper.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.machine.gullible.Gullible"]  # noqa: F405
