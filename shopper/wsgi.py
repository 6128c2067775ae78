"""The web server's way in."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shopper.settings")

application = get_wsgi_application()
# The pages are imported now, and what was imported stays: the collector need not look at it again.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
