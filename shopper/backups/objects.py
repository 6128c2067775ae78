"""The objects of a bucket below a prefix: sent once and read back, listed, fetched."""

from __future__ import annotations

import base64
import hashlib
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from botocore.exceptions import ClientError

from shopper.backups import disk, s3
from shopper.backups.disk import PIECE_BYTES, Content, Stopped
from shopper.backups.shelves import DAMAGED, MISSING
from shopper.disk import settle

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

AT_ONCE_BYTES = 1024**3  # more is sent in parts; a server takes five times that at most
GONE = ("NoSuchKey", "404")


class Objects:
    """Objects by their names below `s3://bucket/prefix`."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket, self.prefix = bucket, prefix
        self.client: S3Client = s3.client()

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def sizes(self, below: str) -> dict[str, int]:
        """Return each object's size by its name, for names that begin so."""
        with s3.words_for_trouble(self):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + below
            )
            return {
                found["Key"].removeprefix(self.prefix): found["Size"]
                for page in pages
                for found in page.get("Contents", [])
            }

    def folders(self) -> list[str]:
        """Return the first parts of all names."""
        with s3.words_for_trouble(self):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix, Delimiter="/"
            )
            return [
                found["Prefix"].removeprefix(self.prefix).rstrip("/")
                for page in pages
                for found in page.get("CommonPrefixes", [])
            ]

    def send(self, source: Path, name: str, content: Content) -> None:
        """Send a file under a name that nothing has, and read it back.

        Raises:
            Stopped: the server gives back other bytes, or something else has the name.
        """
        with s3.words_for_trouble(self), source.open("rb") as body:
            if content.size_bytes > AT_ONCE_BYTES:
                self.client.upload_fileobj(body, self.bucket, self.prefix + name)
            else:
                self._send_at_once(body, name)
        if fault := self.fault(name, content):
            self.remove(name)
            raise Stopped(
                f"{self} gives back other bytes than it was given ({fault}). Do not trust this server."
            )

    def _send_at_once(self, body: BufferedReader, name: str) -> None:
        digest = hashlib.file_digest(body, lambda: hashlib.md5(usedforsecurity=False)).digest()
        body.seek(0)
        try:
            self.client.put_object(
                Bucket=self.bucket,
                Key=self.prefix + name,
                Body=body,
                ContentMD5=base64.b64encode(digest).decode(),
                IfNoneMatch="*",
            )
        except ClientError as refused:
            # An answer that was lost is asked for again, and finds what the first try has sent.
            if not s3.is_refused_as(refused, "PreconditionFailed", "412"):
                raise

    def fault(self, name: str, content: Content) -> str | None:
        """Read an object to its end, and say what is wrong with it; None is well."""
        return self._read(name, content, None)

    def fetch(self, name: str, content: Content, place: Path) -> str | None:
        """Do as `fault`, and lay the object in a place where it is well."""
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{place.name}{disk.UNFINISHED}")
        try:
            with part.open("wb") as file:
                fault = self._read(name, content, file)
                settle(file)
            if fault is None:
                part.replace(place)
            return fault
        finally:
            part.unlink(missing_ok=True)

    def text(self, name: str) -> bytes:
        """Return what a small object holds."""
        with s3.words_for_trouble(self):
            return self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)["Body"].read()

    def remove(self, name: str) -> None:
        with s3.words_for_trouble(self):
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def _read(self, name: str, content: Content, into: BinaryIO | None) -> str | None:
        digest, size = hashlib.sha256(), 0
        with s3.words_for_trouble(self):
            try:
                found = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)
            except ClientError as refused:
                if s3.is_refused_as(refused, *GONE):
                    return MISSING
                raise
            for piece in found["Body"].iter_chunks(PIECE_BYTES):
                digest.update(piece)
                size += len(piece)
                if into:
                    into.write(piece)
        return None if Content(digest.hexdigest(), size) == content else DAMAGED
