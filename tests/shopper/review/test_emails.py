"""A shopper is told in her own language what came back."""

import pytest
from django.core import mail

from shopper.review import emails
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "opens"), [("de", "danke für deinen Besuch"), ("", "thank you for your visit")]
)
def test_the_letter_about_what_came_back_is_in_the_shoppers_language(language, opens):
    visit = factories.make_visit(shopper=factories.make_shopper(language=language))

    emails.send_questions_back(visit)

    assert opens in mail.outbox[0].body
