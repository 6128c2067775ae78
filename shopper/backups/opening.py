"""The shelf that somebody names: a folder, or `s3://bucket/prefix`."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from django.conf import settings

from shopper.backups.disk import Stopped
from shopper.backups.folder import Folder
from shopper.backups.shelves import Shelf

S3 = "s3://"
SCRATCH = ".on-its-way"
NOT_INSTALLED = (
    "Backups in a bucket need the library boto3, which is not installed. "
    "Install it: deploy/machine/environment.sh s3"
)


def shelf_at(target: str, *, reads_all: bool = False) -> Shelf:
    """Return the shelf of this name; whether it is there is asked when it is used.

    `reads_all`: believe nothing that lies in a bucket before it was read. A folder is always read.

    Raises:
        Stopped: it cannot be a shelf, or what it needs is not installed.
    """
    if "://" not in target:
        return Folder(Path(target))
    if not target.startswith(S3):
        raise Stopped(f"{target} is neither a folder nor {S3}bucket/prefix.")
    bucket, _, prefix = target.removeprefix(S3).partition("/")
    if not bucket:
        raise Stopped(f"{target} names no bucket: {S3}bucket/prefix.")
    if find_spec("boto3") is None:
        raise Stopped(NOT_INSTALLED)
    # The library is installed by those alone who keep their backups in a bucket.
    module = import_module("shopper.backups.bucket")
    prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
    scratch = Path(settings.MEDIA_ROOT) / SCRATCH
    return cast(
        Shelf,
        module.Bucket(bucket, prefix, scratch=scratch, reads_all=reads_all),
    )
