"""Buckets of a real S3 server, as somebody sees them who may do everything with them."""

from dataclasses import dataclass

from tests import seaweed


@dataclass
class Bucket:
    """A bucket; its text names a place for backups in it."""

    server: seaweed.Server
    name: str

    def __str__(self) -> str:
        return f"s3://{self.name}/moments"

    def names(self) -> list[str]:
        return [key.removeprefix("moments/") for key in self.server.keys(self.name)]

    def files(self) -> list[str]:
        return [key for key in self.names() if key.startswith("files/")]

    def backups(self) -> list[str]:
        return [key.partition("/")[0] for key in self.names() if key.endswith("/manifest.json")]

    def read(self, key: str) -> bytes:
        return self.server.read(self.name, f"moments/{key}")

    def overwrite(self, key: str, body: bytes) -> None:
        self.server.overwrite(self.name, f"moments/{key}", body)

    def delete(self, key: str) -> None:
        self.server.client.delete_object(Bucket=self.name, Key=f"moments/{key}")

    def written_at(self) -> dict[str, object]:
        """When each object was written, by its key."""
        listed = self.server.client.list_objects_v2(Bucket=self.name)
        return {found["Key"]: found["LastModified"] for found in listed.get("Contents", [])}


def flipped(body: bytes) -> bytes:
    """Return bytes of which one in the middle was changed."""
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
