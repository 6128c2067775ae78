"""A client of an S3 server, and what the server's refusals mean to whoever typed the command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from botocore import exceptions as trouble
from botocore.config import Config

from shopper.backups.disk import Stopped

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

NO_KEY = (
    "No key for {place} is known. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, beside the "
    "product's own settings."
)
BROKEN_OFF = (trouble.HTTPClientError, trouble.ConnectionError, trouble.IncompleteReadError)
WORDS = {
    "InvalidAccessKeyId": "The server does not know this AWS_ACCESS_KEY_ID.",
    "SignatureDoesNotMatch": "AWS_SECRET_ACCESS_KEY is not the one that belongs to this AWS_ACCESS_KEY_ID.",
    "AccessDenied": "This key may not do that in {place}. It needs to list, read, write and delete there.",
    "403": "This key may not do that in {place}. It needs to list, read, write and delete there.",
    "ExpiredToken": "AWS_SESSION_TOKEN has expired.",
    "RequestTimeTooSkewed": "The clock of this machine is wrong. Set it, then run this again.",
    "NoSuchBucket": "There is no bucket of this name for {place}. Make it, or correct the name.",
    "PermanentRedirect": "The bucket of {place} is in another region. Set AWS_DEFAULT_REGION.",
    "NotImplemented": "The server of {place} does not know what a backup needs: {detail}.",
}


def client() -> S3Client:
    """Return a client whose server and key are those of the environment (AWS_…).

    A server that AWS_ENDPOINT_URL does not name is Amazon's. Checksums that only Amazon knows are
    not sent: everything is read back.
    """
    config = Config(
        connect_timeout=10,
        read_timeout=60,
        retries={"mode": "standard", "total_max_attempts": 4},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    session = boto3.Session()
    region = session.region_name or "us-east-1"
    try:
        return session.client("s3", region_name=region, config=config)
    except ValueError as unclear:
        raise Stopped(f"AWS_ENDPOINT_URL cannot be understood: {unclear}.") from unclear


@contextmanager
def words_for_trouble(place: object) -> Iterator[None]:
    """Turn what a server or the way to it refuses into a sentence."""
    try:
        yield
    except trouble.ClientError as refused:
        error = refused.response.get("Error", {})
        code, detail = error.get("Code", ""), error.get("Message", "") or str(refused)
        words = WORDS.get(code, "The server of {place} refused: {detail} ({code}).")
        raise Stopped(words.format(place=place, detail=detail, code=code)) from refused
    except (trouble.NoCredentialsError, trouble.PartialCredentialsError) as missing:
        raise Stopped(NO_KEY.format(place=place)) from missing
    except BROKEN_OFF as unreachable:
        raise Stopped(
            f"The server of {place} cannot be reached, or broke off: {unreachable}. "
            "Look at AWS_ENDPOINT_URL and the network, then run this again."
        ) from unreachable
    except trouble.BotoCoreError as other:
        raise Stopped(f"{place} cannot be used: {other}.") from other


def is_refused_as(refused: trouble.ClientError, *codes: str) -> bool:
    return refused.response.get("Error", {}).get("Code") in codes
