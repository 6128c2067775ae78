"""What the domain declines, told on the page where it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from shopper.errors import Refusal


@contextmanager
def told_on_form(form: BaseForm) -> Iterator[None]:
    """Turn a refusal into errors of `form`, so that nothing typed is lost.

    Afterwards `form.is_valid()` is false when the domain declined.
    """
    try:
        yield
    except Refusal as refusal:
        known = {name: texts for name, texts in refusal.errors.items() if name in form.fields}
        for name, texts in known.items():
            for text in texts:
                form.add_error(name, text)
        if not known:
            form.add_error(None, str(refusal.detail))


@contextmanager
def told_as_message(request: HttpRequest, done: str) -> Iterator[None]:
    """Say `done` after the block, or why the domain declined it."""
    try:
        yield
    except Refusal as refusal:
        messages.error(request, str(refusal.detail))
    else:
        messages.success(request, done)
