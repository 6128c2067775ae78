"""A real S3 server for tests: SeaweedFS, started in a folder of its own, killed when it is no more needed."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

PATIENCE_SECONDS = 120
KEY, SECRET = "the-product", "the-secret-of-the-product"
READER, READERS_SECRET = "a-reader", "the-secret-of-a-reader"
ALL = ["Admin", "Read", "Write", "List"]
PARTS = ["master", "master.grpc", "volume", "volume.grpc", "filer", "filer.grpc", "s3", "s3.grpc"]


@dataclass
class Server:
    """A running server, and a client of it that owns all buckets."""

    url: str

    def __post_init__(self) -> None:
        config = Config(retries={"mode": "standard", "total_max_attempts": 1})
        self.client = boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            config=config,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def keys(self, bucket: str) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return sorted(found["Key"] for page in pages for found in page.get("Contents", []))

    def read(self, bucket: str, key: str) -> bytes:
        return self.client.get_object(Bucket=bucket, Key=key)["Body"].read()

    def overwrite(self, bucket: str, key: str, body: bytes) -> None:
        self.client.put_object(Bucket=bucket, Key=key, Body=body)

    def wait_until_it_writes(self, process: subprocess.Popen) -> None:
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.client.create_bucket(Bucket="is-it-up")
                self.client.put_object(Bucket="is-it-up", Key="yes", Body=b"yes")
                return
            except (BotoCoreError, ClientError):
                assert process.poll() is None, "the S3 server has stopped"
                assert time.monotonic() < give_up_at, "the S3 server does not come up"
                time.sleep(0.1)


@contextmanager
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="weed-", dir="/tmp"))
    ports = dict(zip(PARTS, _free_ports(len(PARTS)), strict=True))
    try:
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(_command(folder, ports), stdout=log, stderr=log)
        try:
            running = Server(f"http://127.0.0.1:{ports['s3']}")
            running.wait_until_it_writes(process)
            yield running
        finally:
            process.kill()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _command(folder: Path, ports: dict[str, int]) -> list[str]:
    people = {
        "the product": (KEY, SECRET, ALL),
        "a reader": (READER, READERS_SECRET, ["Read", "List"]),
    }
    identities = [
        {"name": name, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": may}
        for name, (key, secret, may) in people.items()
    ]
    (folder / "people.json").write_text(json.dumps({"identities": identities}))
    weed = Path(sys.executable).with_name("weed")
    return [
        *(str(weed), "-logtostderr", "server", "-dir", str(folder), "-volume.max=1000"),
        *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.volumeSizeLimitMB=64"),
        *(
            "-s3",
            f"-s3.config={folder}/people.json",
            "-s3.iam=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ),
        *("-s3.autoCreateBucket=false", "-master.telemetry=false"),
        *(f"-{_option(part)}={port}" for part, port in ports.items()),
    ]


def _option(part: str) -> str:
    return part.replace(".grpc", ".port.grpc") if part.endswith(".grpc") else f"{part}.port"


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
