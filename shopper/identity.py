"""The identities of rows: UUIDv7, sortable by the time they were made."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562), as the standard library's UUID."""
    return compat.uuid7()
