"""The page about the API draws itself under the product's strict policy."""


def test_the_page_about_the_api_draws_every_door(make_desk):
    page = make_desk().page

    page.goto("/api/docs/")
    doors = page.locator(".opblock-summary")
    doors.first.click()
    page.locator(".opblock-body").first.wait_for()

    assert doors.count() >= 10
