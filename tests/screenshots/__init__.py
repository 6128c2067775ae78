"""Pictures of every screen and page, taken of the demo. What is taken imports the product's models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
