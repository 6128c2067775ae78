"""Add, correct and take away a language of a published checklist, by publishing its next version."""

from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.checklists import languages, versions
from shopper.checklists.models import Checklist
from shopper.errors import Invalid, WrongState


def translate(
    published: Checklist, language: str, translation: languages.Translation, *, by: User
) -> Checklist:
    """Publish the next version, which differs from this one in one language alone.

    Visits that were assigned before keep the version they have.

    Raises:
        WrongState: it is not, or no longer, the version that stands, or the next one is a draft.
        Invalid: something is wrong with the translation; the errors name each text.
    """
    whole = languages.cleaned(translation)
    return _publish(published, {**_translations(published), language: whole}, by=by)


def take_away(published: Checklist, language: str, *, by: User) -> Checklist:
    """Publish the next version without a language.

    Raises:
        WrongState: as for `translate`, or the checklist is not in this language.
    """
    others = _translations(published)
    if others.pop(language, None) is None:
        raise WrongState(_("The checklist is not translated into this language."))
    return _publish(published, others, by=by)


def _translations(published: Checklist) -> dict[str, languages.Translation]:
    if published.content is None:
        raise WrongState(_("Only a published checklist is translated."))
    return dict(languages.translations_of(published.content))


def _publish(
    published: Checklist, translations: dict[str, languages.Translation], *, by: User
) -> Checklist:
    if errors := languages.faults(published.content or {}, translations):
        raise Invalid(errors=errors)
    return versions.supersede(
        published, lambda content: {**content, "translations": translations}, by=by
    )
