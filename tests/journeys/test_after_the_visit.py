"""After the visit: what is asked a week later is waited for, answered without a signal, and counted."""

import json
import re
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

from tests.factories import CALLED
from tests.journeys import desk, quick_worker, stage
from tests.journeys.server import Server
from tests.journeys.test_from_assignment_to_pdf import end_the_visit, text_of, wait_for_report
from tests.journeys.walking import Walk

PATIENCE_MS = 60_000
A_LOOK_MS = 1000  # between two looks at what another process does: it tells nobody
SAID = "They rang on Tuesday and asked about the umbrella."
PROVISIONAL = "Percent and verdicts are provisional."


@pytest.fixture
def server(tmp_path):
    """An installation whose worker looks every second what has come due."""
    with Server(tmp_path / "server", worker=quick_worker.COMMAND) as server:
        yield server
        print(server.log("web")[-4000:])
        print(server.log("worker")[-4000:])


@pytest.fixture
def ride(server):
    printed = tell(server, "set_up_a_ride_and_after()")
    return json.loads(printed.strip().splitlines()[-1])


@pytest.mark.timeout(600)
def test_what_is_asked_a_week_later_is_answered_without_a_signal_and_is_in_the_report(
    server, phone, browser, ride, tmp_path
):
    afterwards = ride["touchpoints"][-1]
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    visit_and_hand_in(phone, ride, tmp_path)

    # The desk is told that the visit waits, and until when.
    waits_at_the_desk(operator, ride["visit"])

    # A week later it opens by itself, and a letter tells of it.
    tell(server, "let_days_pass(7)")
    assert f"/field/visit/{ride['visit']}/" in wait_for_letter(server, phone.page)
    desk.open_review(operator, ride["visit"])
    expect(operator.get_by_text("Follow-through is open until").first).to_be_visible()
    expect(operator.get_by_role("button", name="Approve the visit")).to_have_count(0)

    # The phone, closed since the visit, hears of it, and loses its signal before the first answer.
    phone.close_and_open_again()
    phone.page.goto("/field/")
    expect(phone.page.get_by_text("Needs you")).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.page.get_by_text("Follow-through: what has happened").first).to_be_visible()
    phone.until_offline_ready()
    phone.lose_signal()
    walk = Walk(phone.page, ride["visit"], tmp_path / "none.jpg")
    walk.open_moment(afterwards)
    called, said = afterwards["questions"]
    walk.answer(called)
    walk.wait_until_saved()

    # The battery dies in the middle: the answer is there, and the rest is given.
    phone.battery_dies()
    phone.switch_on()
    phone.lose_signal()
    walk.page = phone.page
    walk.open_moment(afterwards)
    yes = walk.section(called).get_by_role("radio", name="Yes", exact=True)
    expect(yes).to_be_checked()
    walk.section(said).get_by_role("textbox").first.fill(SAID)
    walk.section(said).get_by_role("textbox").first.blur()
    walk.wait_until_saved()
    end_the_visit(phone.page, ride["visit"])

    # With a signal it is delivered by itself, and the score is final.
    phone.find_signal()
    expect(phone.page.get_by_text("Delivered", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    is_final_at_the_desk(operator, ride["visit"])
    expect(operator.get_by_text(SAID).first).to_be_attached()
    desk.approve_and_publish(operator, ride["visit"])
    report = read_the_report(desk.sit_down(browser, server.address, stage.OWNER), tmp_path)
    for words in (afterwards["name"], CALLED, SAID):
        assert words in report, words


@pytest.mark.timeout(600)
def test_what_nobody_answers_closes_with_its_window_and_the_visit_is_judged_without_it(
    server, phone, browser, ride, tmp_path
):
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    visit_and_hand_in(phone, ride, tmp_path)
    waits_at_the_desk(operator, ride["visit"])
    tell(server, "let_days_pass(7)")
    wait_for_letter(server, phone.page)

    tell(server, "let_days_pass(4)")

    is_final_at_the_desk(operator, ride["visit"])
    desk.approve_and_publish(operator, ride["visit"])
    report = read_the_report(desk.sit_down(browser, server.address, stage.OWNER), tmp_path)
    assert "Farewell" in report
    assert SAID not in report
    phone.page.goto("/field/")
    phone.page.reload()
    expect(phone.page.get_by_text("Needs you")).to_have_count(0)


def tell(server, sentence):
    return server.manage("shell", "-c", f"from tests.journeys import stage; stage.{sentence}")


def visit_and_hand_in(phone, ride, folder):
    """Do what is asked during the visit; the last moment is not among it."""
    phone.sign_in(stage.SHOPPER)
    phone.page.get_by_role("link", name="Read and start").tap()
    expect(phone.page.get_by_text("opens 7 days after the visit").first).to_be_visible()
    phone.page.get_by_role("button", name="Start the visit").tap()
    expect(phone.page.get_by_role("link", name="Begin")).to_be_visible()
    walk = Walk(phone.page, ride["visit"], folder / "none.jpg")
    for touchpoint in ride["touchpoints"][:-1]:
        walk.answer_moment(touchpoint)
    end_the_visit(phone.page, ride["visit"])
    expect(phone.page.get_by_text("Delivered", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.page.get_by_text("Follow-through: opens").first).to_be_visible()


def waits_at_the_desk(operator, visit_id):
    desk.open_review(operator, visit_id)
    opens = re.compile(r"Follow-through opens \w{3} \d+ \w{3}, \d\d:\d\d")
    expect(operator.get_by_text(opens).first).to_be_visible()
    expect(operator.get_by_text(PROVISIONAL)).to_be_visible()
    expect(operator.get_by_role("button", name="Approve the visit")).to_have_count(0)


def is_final_at_the_desk(operator, visit_id):
    """Wait until the worker has closed the follow-through."""
    approve = operator.get_by_role("button", name="Approve the visit")
    for _ in range(PATIENCE_MS // A_LOOK_MS):
        desk.open_review(operator, visit_id)
        if approve.count():
            break
        operator.wait_for_timeout(A_LOOK_MS)
    expect(approve).to_be_visible()
    expect(operator.get_by_text(PROVISIONAL)).to_have_count(0)


def wait_for_letter(server, page) -> str:
    """Return what the shopper's letter about the follow-through says, once it lies in the folder."""
    for _ in range(PATIENCE_MS // A_LOOK_MS):
        for path in sorted((server.folder / "mail").glob("*")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = letter.get_body(preferencelist=("plain",)).get_content()
            if letter["To"] == stage.SHOPPER and "follow-through of your visit to Cab 12" in body:
                return body
        page.wait_for_timeout(A_LOOK_MS)
    raise AssertionError("no letter was written")


def read_the_report(owner, folder) -> str:
    link = wait_for_report(owner)
    with owner.expect_download() as download:
        owner.evaluate("href => { location.href = href }", link)
    download.value.save_as(folder / "report.pdf")
    return text_of(folder / "report.pdf")
