"""One template pair in, one text-and-HTML message out."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def send(
    to: str,
    *,
    template: str,
    context: Mapping[str, Any],
    language: str = "",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send one letter in the reader's language, the installation's own where none is known.

    `template` names a pair without its ending, such as `reports/email/published`: the first line of
    the `.txt` file is the subject, and the rest, after an empty line, is the body.

    Raises:
        OSError: the post office did not take it; a task may run again.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        text = render_to_string(f"{template}.txt", dict(context))
        html = render_to_string(f"{template}.html", dict(context))
    subject, _, body = text.strip().partition("\n")
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()), body=body.strip(), to=[to], headers=dict(headers or {})
    )
    message.attach_alternative(html, "text/html")
    message.send()
