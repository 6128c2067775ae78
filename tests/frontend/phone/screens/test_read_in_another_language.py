"""A checklist that is read in another language than it was written in: each text knows which it is."""

LANGUAGE = "(part) => part.closest('[lang]').lang"


def test_every_kind_of_question_is_read_in_the_language_that_was_chosen(screen):
    page = screen.open("questions-in-german", "de")

    heading = page.get_by_text("Ist das Taxi außen makellos?")
    assert heading.evaluate(LANGUAGE) == "de"
    for words in ("Kombi", "Ein Namensschild", "Hervorragend", "Von dem Augenblick an", "Taschen"):
        page.get_by_text(words).first.wait_for()
    assert "Saloon" not in page.inner_text("main")


def test_what_is_not_translated_is_read_as_it_was_written_and_says_so(screen):
    page = screen.open("questions-half-in-arabic", "ar")

    assert page.get_by_text("ما نوع السيارة؟").evaluate(LANGUAGE) == "ar"
    assert page.get_by_text("صالون").evaluate(LANGUAGE) == "ar"
    for english in ("Estate", "Paint, windows, wheels", "What does the driver wear?", "Superbly"):
        assert page.get_by_text(english, exact=True).first.evaluate(LANGUAGE) == "en", english
    assert (
        page.get_by_text("Paint, windows, wheels").evaluate("(p) => getComputedStyle(p).direction")
        == "ltr"
    )


def test_the_line_says_of_each_moment_in_which_language_it_stands(screen):
    page = screen.open("journey-half-in-arabic", "ar")

    assert page.get_by_text("السيارة من الخارج").evaluate(LANGUAGE) == "ar"
    assert page.get_by_text("Radio", exact=True).evaluate(LANGUAGE) == "en"
