"""Whatever keeps a phone from sending, the shopper is told in words and has a way out."""

import base64
import hashlib
import json

import pytest
from playwright.sync_api import expect

from shopper.sync import rescue
from tests.samples import photographs

pytestmark = pytest.mark.slow

SHUT_THE_DATABASE = """
    navigator.locks.request("outbox", () => new Promise((resolve, reject) => {
      const asked = indexedDB.open("field", 99);
      asked.onsuccess = () => { asked.result.close(); resolve(); };
      asked.onerror = () => reject(asked.error);
    }))
"""


def test_a_phone_whose_database_cannot_be_opened_still_saves_a_rescue_file(phone, visit, clean):
    phone.until_offline_ready()
    phone.lose_signal()
    phone.answer(visit, clean)
    photo = phone.add_photo(visit, clean, photographs.jpeg())["photo"]
    phone.page.evaluate(SHUT_THE_DATABASE)

    phone.page.reload()
    expect(phone.page.get_by_role("heading")).to_have_text("The phone's storage does not answer")
    with phone.page.expect_download() as download:
        phone.page.get_by_role("button", name="Save a rescue file").click()

    body = download.value.path().read_bytes()
    (rescued,) = rescue.read(body).visits
    assert str(rescued.id) == visit
    assert rescued.document.answers[clean].value == "yes"
    (kept,) = json.loads(body)["visits"][0]["photos"]
    assert kept["id"] == photo["id"]
    assert hashlib.sha256(base64.b64decode(kept["base64"])).hexdigest() == photo["sha256"]


def test_a_phone_that_gets_full_is_warned_before_a_photograph_is_refused(
    phone, visit, clean, server
):
    usage = phone.page.evaluate("navigator.storage.estimate().then(({usage}) => usage)")
    session = phone.context.new_cdp_session(phone.page)
    where = {"origin": server.address}
    warning = phone.page.get_by_text("Soon this phone has no room for photos.")
    phone.add_photo(visit, clean, photographs.jpeg())
    expect(warning).to_have_count(0)

    session.send("Storage.overrideQuotaForOrigin", {**where, "quotaSize": usage + 10_000_000})
    outcome = phone.add_photo(visit, clean, photographs.jpeg())

    expect(warning).to_be_visible()
    assert "photo" in outcome, "there is still room for some"
    phone.app("await app.actions.sendNow()")
    session.send("Storage.overrideQuotaForOrigin", where)
    phone.app("await app.actions.sendNow()")
    expect(warning).to_have_count(0)
