"""Pictures as forms: those of a briefing in their order, and the example of a question."""

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.console import placing
from frontend.console.rule_forms import EITHER_WAY, as_it_was
from shopper.checklists import enclosures
from shopper.checklists.document import Document
from shopper.errors import Invalid
from shopper.visits import imaging

# What is new comes back with each press until it is published, and a form is 5 MB at most.
MOST_NEW = 24


class ExampleForm(forms.Form):
    """One picture and what it shows; without both, it is none."""

    kept = forms.CharField(label=gettext_lazy("Picture"), required=False, widget=forms.HiddenInput)
    upload = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(imaging.SUFFIXES)}),
    )
    alt = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=200,
        widget=EITHER_WAY,
        help_text=gettext_lazy("Read aloud to who does not see it, and shown below it."),
    )
    remove = forms.BooleanField(label=gettext_lazy("Take this picture away"), required=False)

    def __init__(self, *args: Any, refusal: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = refusal

    @property
    def shown(self) -> str:
        """Return the address of the picture as it would be published; blank when there is none."""
        src = str(self["kept"].value() or "")
        return src if src.startswith(tuple(enclosures.SIGNATURES)) else ""

    @property
    def carried(self) -> str:
        """Return what stands for the picture in the form: itself only while it is new."""
        return reference(self.shown) if self.shown == self.initial.get("kept") else self.shown

    @property
    def is_open(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.errors or self.shown or self["alt"].value())

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        src, alt = said.get("kept", ""), said.get("alt", "")
        if said.get("remove") or not (src or alt or self.refusal or self.errors):
            self.errors.clear()  # of what is no picture any more
            return {}
        if why := self.refusal or _fault(src):
            self.add_error("upload", why)
        if not alt and "alt" not in self.errors:
            self.add_error("alt", _("Say what the picture shows."))
        said["picture"] = {"src": src, "alt": as_it_was(self.initial.get("alt", ""), alt)}
        return said


class PictureForm(ExampleForm):
    """One picture of the briefing, and its place among the others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = placing.field(enclosures.MOST_PICTURES)


def _fault(src: str) -> str:
    if not src:
        return _("Choose a picture.")
    return next(iter(enclosures.picture_faults({"src": src, "alt": "-"})), "")


def as_initial(picture: Document | None) -> dict[str, Any]:
    """Return how a form begins that is about this picture."""
    return {"kept": picture["src"], "alt": picture["alt"]} if picture else {}


def reference(src: str) -> str:
    """Return a short name by which a picture of the document is meant."""
    return hashlib.sha256(src.encode()).hexdigest()[:32] if src else ""


def taken_in(
    document: Document, typed: Mapping[str, Any], files: Mapping[str, UploadedFile]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what was typed, each picture as its address, and by form why a file is none.

    A file becomes the small picture that is published, so that it is there again when the form
    comes back because of something else.
    """
    standing = {reference(src): src for src in _sources(document)}
    said = {name: typed[name] for name in typed}
    kept = [name for name in said if name.endswith("-kept")]
    new = sum(1 for name in kept if said[name].startswith("data:"))
    said |= {name: standing.get(said[name], said[name]) for name in kept}
    refused = {}
    for name, file in files.items():
        form = name.removesuffix("-upload")
        try:
            said[f"{form}-kept"] = _address(file, is_one_more=new < MOST_NEW)
            new += 1
        except Invalid as refusal:
            told = [sentence for sentences in refusal.errors.values() for sentence in sentences]
            refused[form] = told[0] if told else str(refusal.detail)
    return said, refused


def _address(file: UploadedFile, *, is_one_more: bool) -> str:
    """Return the address of the picture that a file becomes.

    Raises:
        Invalid: it is none, or too large, or one too many at once.
    """
    if not is_one_more:
        raise Invalid(
            _("At most %(most)s new pictures at once: publish these, then add more.")
            % {"most": MOST_NEW}
        )
    if not file.size:
        raise Invalid(_("This file is empty."))
    if file.size > settings.PHOTO_MAX_BYTES:
        most = {"most": settings.PHOTO_MAX_BYTES // 1024**2}
        raise Invalid(_("A photograph has at most %(most)s MB.") % most)
    return imaging.enclosed(BytesIO(file.read()), most_bytes=enclosures.PICTURE_BYTES)


def _sources(document: Document) -> Iterator[str]:
    yield from (picture["src"] for picture in document.get("pictures") or [])
    for moment in document["touchpoints"]:
        for question in moment["questions"]:
            if example := question.get("example"):
                yield example["src"]
