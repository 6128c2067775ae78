"""Read a request's JSON: strictly, and without a depth at which Python gives up."""

from collections.abc import Mapping
from typing import IO, Any

import msgspec
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class StrictJSON(BaseParser):
    """JSON as RFC 8259 has it: no NaN, no lone surrogates, no nesting without end."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return what the body holds.

        Raises:
            ParseError: it is not JSON.
        """
        try:
            return msgspec.json.decode(stream.read())
        except (msgspec.DecodeError, UnicodeError, RecursionError) as trouble:
            raise ParseError(f"This is not JSON: {trouble}") from trouble
