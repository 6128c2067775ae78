"""The page with the rules of a visit, as a browser without JavaScript fills it in."""

from django.urls import reverse

from shopper.checklists.models import Checklist

SURE = {"sure": "on"}


def page_of(checklist):
    return reverse("console:checklist-rules", args=[checklist.pk])


def newest(checklist):
    return Checklist.objects.filter(family=checklist.family).first()


def sent(sheet):
    """What a browser sends of these forms as they stand."""
    return {
        field.html_name: getattr(form, "carried", "") if field.name == "kept" else field.value()
        for form in sheet.every_form
        for field in form
        if field.value() not in (None, False)
    }


def typed(client, checklist, **changes):
    """What the form sends when only this was typed over what stands there."""
    stands = sent(client.get(page_of(checklist)).context["sheet"])
    return {**stands, **{name.replace("__", "-"): value for name, value in changes.items()}}
