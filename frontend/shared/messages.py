"""Messages from one page to the next, for those requests alone that read or leave one."""

from functools import partial

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty


class Messages(MessageMiddleware):
    """Django's own, which makes room for messages also where none is left or read, as by a phone."""

    def process_request(self, request: HttpRequest) -> None:
        request._messages = SimpleLazyObject(partial(default_storage, request))  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        room = getattr(request, "_messages", None)
        if isinstance(room, SimpleLazyObject) and room._wrapped is empty:
            return response
        return super().process_response(request, response)
