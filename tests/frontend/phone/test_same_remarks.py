"""What the phone tells the shopper is what the console shows the reviewer, word for word."""

from playwright.sync_api import expect

from tests.journeys import desk

OPERATOR = "otto@example.org"
LONG_MS = 60_000
MAKE_READY = """
from shopper.sync.tasks import prepare
from tests.factories import make_operator
prepare.func("VISIT")
make_operator(email="OPERATOR")
"""


def answer(phone, visit, question, value, note=""):
    given = {"state": "answered", "value": value, "note": note, "reason": ""}
    phone.app("await app.actions.answer(...given)", visit, question, given)


def remarks(page, words):
    """Each remark on the page: question and code, and how it is said."""
    lines = page.locator("[data-remark]")
    return [
        (line.get_attribute("data-remark"), line.locator(words).inner_text().strip())
        for line in lines.all()
    ]


def test_the_reviewer_reads_the_very_list_that_the_phone_has_told(server, visit, phone, browser):
    clean, belts, smell, _drink, thanks, words, _queue = server.questions
    phone.app("await app.actions.startVisit(...given)", visit)
    answer(phone, visit, clean, "no", "It was clean and very friendly.")
    answer(phone, visit, belts, "yes", "Mr Miller showed me where they are.")
    answer(phone, visit, smell, 5, "Mr Miller showed me where they are.")
    answer(phone, visit, thanks, "no")
    answer(phone, visit, words, "Bye then.")

    phone.page.goto(f"/field/visit/{visit}/end/")
    expect(phone.page.locator("[data-remark]")).to_have_count(6, timeout=LONG_MS)
    on_the_phone = remarks(phone.page, ".grow > span:last-child")
    phone.page.get_by_role("button", name="Leave it as it is").first.tap()
    expect(phone.page.get_by_text("Stays as it is")).to_have_count(1, timeout=LONG_MS)
    phone.page.get_by_role("button", name="End the visit").tap()
    phone.page.get_by_role("dialog").get_by_role("button", name="End the visit").tap()
    expect(phone.page.get_by_text("Delivered").first).to_be_visible(timeout=LONG_MS)
    server.manage("shell", "-c", MAKE_READY.replace("VISIT", visit).replace("OPERATOR", OPERATOR))
    console = desk.sit_down(browser, server.address, OPERATOR)
    console.goto(f"/console/visits/{visit}/review/")

    assert [remark.split()[1] for remark, _words in on_the_phone] == [
        *("praise_of_failed", "staff_named", "staff_named", "same_text"),
        *("bad_without_word", "short_text"),
    ]
    assert remarks(console, "p") == on_the_phone
    expect(console.get_by_text("told, and sent all the same")).to_have_count(6)
    console.locator(f"[data-remark='{thanks} bad_without_word']").get_by_role(
        "link", name="Send back"
    ).click()
    note = console.locator(f"#note-{thanks}")
    expect(note).to_be_focused()
    expect(note).to_have_value("The answer needs a word: what was seen or heard?")
    expect(console.locator(f"#back-{thanks}")).to_be_checked()
    console.context.close()
