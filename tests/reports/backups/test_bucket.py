"""A backup in a bucket is sent once, read back, never written over, and says why it cannot be made."""

import socket
import threading

import pytest
from django.core.management import CommandError, call_command

from shopper.backups import objects, opening
from tests import factories, seaweed
from tests.handing_in import hand_in
from tests.reports.backups.buckets import flipped


@pytest.fixture
def kept(bucket, filled):
    """A bucket with one backup of the filled installation."""
    with filled:
        call_command("backup", str(bucket))
    return bucket


def test_the_second_backup_sends_only_what_is_new(kept, filled, capsys):
    before = kept.written_at()
    with filled:
        photo = hand_in(factories.make_organization()).photos.get()

        call_command("backup", str(kept))

    after = kept.written_at()
    new = [key for key in after if key not in before and "/files/" in key]
    assert before.items() <= after.items()
    assert photo.sha256 in {key.rpartition("/")[2] for key in new}
    assert f"of these new: {len(new)}," in capsys.readouterr().out


def test_a_bucket_is_laid_out_like_a_folder_and_can_be_copied_to_one(kept, tmp_path, filled, empty):
    for key in kept.names():
        file = tmp_path / "copied" / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(kept.read(key))

    with empty:
        call_command("restore", tmp_path / "copied")

    assert empty.look()["files"] == filled.look()["files"]


def test_what_has_a_name_is_not_written_over(kept, filled, tmp_path):
    key = kept.files()[0]
    body = kept.read(key)
    (tmp_path / "other").write_bytes(b"other bytes")
    there = objects.Objects(kept.name, "moments/")

    with (tmp_path / "other").open("rb") as other:
        there._send_at_once(other, key)

    assert kept.read(key) == body


def test_a_large_file_goes_in_parts_and_arrives_whole(bucket, filled, empty, monkeypatch):
    monkeypatch.setattr(objects, "AT_ONCE_BYTES", 10_000)
    large = filled.media / "photos" / "large.jpg"
    large.write_bytes(bytes(range(256)) * 70_000)
    with filled:
        call_command("backup", str(bucket))

    with empty:
        call_command("restore", str(bucket))

    assert empty.look()["files"] == filled.look()["files"]


def of_the_photograph(kept, filled) -> str:
    """Where the one photograph lies that was handed in."""
    digest = next(filled.media.glob("photos/*/*.jpg")).stem[-64:]
    return next(key for key in kept.files() if key.endswith(digest))


def cut_short(body: bytes) -> bytes:
    return body[:-1]


@pytest.mark.parametrize("change", [cut_short, flipped], ids=["cut short", "altered"])
def test_a_file_that_is_not_what_was_sent_is_named_and_left_out_only_when_it_is_said(
    kept, filled, empty, capsys, change
):
    key = of_the_photograph(kept, filled)
    kept.overwrite(key, change(kept.read(key)))

    with empty:
        with pytest.raises(CommandError, match=r"1 of the \d+ files of .* are missing or damaged"):
            call_command("restore", str(kept))
        call_command("restore", str(kept), "--leave-out-damaged")

    assert ": damaged" in capsys.readouterr().err
    assert len(filled.look()["files"].keys() - empty.look()["files"].keys()) == 1


@pytest.mark.parametrize("change", [cut_short, flipped], ids=["cut short", "altered"])
@pytest.mark.parametrize("part", ["moments.sqlite3", "manifest.json"])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(kept, empty, part, change):
    (name,) = kept.backups()
    kept.overwrite(f"{name}/{part}", change(kept.read(f"{name}/{part}")))
    before = empty.look()

    with empty, pytest.raises(CommandError, match=f"{name} is damaged"):
        call_command("restore", str(kept))

    assert empty.look() == before


def test_a_backup_that_has_lost_its_database_is_refused(kept, empty):
    (name,) = kept.backups()
    kept.delete(f"{name}/moments.sqlite3")

    with empty, pytest.raises(CommandError, match="has lost its database"):
        call_command("restore", str(kept))


def test_a_file_cut_short_in_the_bucket_is_sent_again_by_the_next_backup(kept, filled, empty):
    key = kept.files()[0]
    body = kept.read(key)
    kept.overwrite(key, body[:-1])

    with filled:
        call_command("backup", str(kept))
    with empty:
        call_command("restore", str(kept))

    assert kept.read(key) == body


def test_a_file_altered_in_the_bucket_is_sent_again_by_a_backup_that_reads_all(
    kept, filled, capsys
):
    key = kept.files()[0]
    body = kept.read(key)
    kept.overwrite(key, flipped(body))

    with filled:
        call_command("backup", str(kept), "--read-all")

    assert kept.read(key) == body
    assert "1 files of earlier backups were damaged and are whole again" in capsys.readouterr().out


def test_a_server_that_gives_back_other_bytes_makes_no_backup(bucket, filled, monkeypatch):
    send = objects.Objects._send_at_once

    def send_and_spoil(self, body, name):
        send(self, body, name)
        if "/files/" in self.prefix + name:
            key = self.prefix + name
            found = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
            self.client.put_object(Bucket=self.bucket, Key=key, Body=flipped(found))

    monkeypatch.setattr(objects.Objects, "_send_at_once", send_and_spoil)

    with filled, pytest.raises(CommandError, match="gives back other bytes than it was given"):
        call_command("backup", str(bucket))

    assert bucket.names() == []


def test_a_restore_that_was_interrupted_fetches_only_what_is_not_here_yet(
    kept, filled, empty, monkeypatch
):
    fetched = []
    fetch = objects.Objects.fetch

    def fetch_and_count(self, name, content, place):
        if len(fetched) == 2:
            raise KeyboardInterrupt
        fetched.append(name)
        return fetch(self, name, content, place)

    monkeypatch.setattr(objects.Objects, "fetch", fetch_and_count)
    with empty, pytest.raises(KeyboardInterrupt):
        call_command("restore", str(kept))
    monkeypatch.setattr(
        objects.Objects, "fetch", lambda self, *what: fetched.append(what[0]) or fetch(self, *what)
    )

    with empty:
        call_command("restore", str(kept))

    assert len(fetched) == len(set(fetched)) == len(kept.files()) + 1
    assert empty.look()["files"] == filled.look()["files"]
    assert not (empty.media / opening.SCRATCH).exists()


WRONG = {
    "an unknown key": ({"AWS_ACCESS_KEY_ID": "nobody"}, "does not know this AWS_ACCESS_KEY_ID"),
    "a wrong secret": ({"AWS_SECRET_ACCESS_KEY": "no"}, "AWS_SECRET_ACCESS_KEY is not the one"),
    "no key": ({"AWS_ACCESS_KEY_ID": None}, "No key for s3://"),
    "a key that may only read": (
        {"AWS_ACCESS_KEY_ID": seaweed.READER, "AWS_SECRET_ACCESS_KEY": seaweed.READERS_SECRET},
        "This key may not do that",
    ),
    "no such server": ({"AWS_ENDPOINT_URL": "http://server.invalid"}, "cannot be reached"),
    "nobody listens": ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "cannot be reached"),
    "no address": ({"AWS_ENDPOINT_URL": "my server"}, "AWS_ENDPOINT_URL cannot be understood"),
}


@pytest.mark.parametrize(("setting", "said"), WRONG.values(), ids=WRONG)
def test_why_a_bucket_cannot_be_used_is_said_in_a_sentence(
    bucket, filled, monkeypatch, setting, said
):
    for name, value in setting.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)

    with filled, pytest.raises(CommandError, match=f"No backup was made. .*{said}"):
        call_command("backup", str(bucket))

    assert bucket.names() == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_bucket_that_is_not_there_is_not_made(bucket, empty, command):
    with (
        empty,
        pytest.raises(CommandError, match="There is no bucket of this name for s3://nothing"),
    ):
        call_command(command, "s3://nothing-here/moments")


@pytest.mark.parametrize(
    ("place", "said"),
    [("s3://", "names no bucket"), ("gs://bucket/moments", "neither a folder nor s3://")],
)
def test_a_place_that_is_none_is_said_to_be_none(empty, place, said):
    with empty, pytest.raises(CommandError, match=said):
        call_command("backup", place)


def test_where_the_library_is_missing_it_is_said_how_to_install_it(empty, monkeypatch):
    monkeypatch.setattr(opening, "find_spec", lambda name: None)

    with empty, pytest.raises(CommandError, match=r"environment\.sh s3"):
        call_command("backup", "s3://bucket/moments")


def test_a_server_that_breaks_off_makes_no_backup(bucket, filled, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
        threading.Thread(target=hang_up_on_everybody, args=[server], daemon=True).start()

        with filled, pytest.raises(CommandError, match="cannot be reached, or broke off"):
            call_command("backup", str(bucket))


def hang_up_on_everybody(server: socket.socket) -> None:
    while True:
        try:
            server.accept()[0].close()
        except OSError:
            return
