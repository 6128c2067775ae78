"""A phone that finds no network gives its work as a file: read it here, then take it in."""

from pathlib import Path
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.shared.doors import SignedRequest, operators_only, posted
from frontend.shared.refusals import told_on_form
from shopper.sync import rescue
from shopper.sync.rescue import Fate, RescueFile

MOST_BYTES = 100 * 1024 * 1024


class RescueForm(forms.Form):
    """The file as the phone saved it."""

    file = forms.FileField(
        label=gettext_lazy("Rescue file"),
        help_text=gettext_lazy("The shopper saves it on the page “Outbox” and sends it to you."),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError(_("A rescue file has at most 100 MB."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def upload(request: SignedRequest) -> HttpResponseBase:
    """Ask for the file; where it can be read, show what is in it before anything happens."""
    form = RescueForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["file"].read()
        with told_on_form(form):
            rescue.read(body)
        if form.is_valid():
            rescue_id = uuid4()
            place = _place(request, rescue_id)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
            return redirect("console:rescue-preview", rescue_id)
    status = 422 if form.is_bound else 200
    return render(request, "console/rescue_upload.html", {"form": form}, status=status)


@require_safe
@operators_only
def preview(request: SignedRequest, rescue_id: UUID) -> HttpResponse:
    """Show what the file holds and what taking it in would do."""
    file = _file(request, rescue_id)
    outlooks = rescue.preview(file, by=request.user)
    context = {
        "rescue_id": rescue_id,
        "file": file,
        "outlooks": outlooks,
        "takes": sum(outlook.fate != Fate.FOREIGN for outlook in outlooks),
    }
    return render(request, "console/rescue_preview.html", context)


@require_POST
@operators_only
def take_in(request: SignedRequest, rescue_id: UUID) -> HttpResponse:
    """Take the file in, and say of each visit what became of it."""
    file = _file(request, rescue_id)
    outcomes = rescue.take_in(file, by=request.user, at=timezone.now())
    _place(request, rescue_id).unlink(missing_ok=True)
    if all(outcome.fate in {Fate.TAKEN, Fate.HANDED_IN} for outcome in outcomes):
        messages.success(request, _("Everything in the file is taken in."))
    return render(request, "console/rescue_done.html", {"file": file, "outcomes": outcomes})


def _place(request: SignedRequest, rescue_id: UUID) -> Path:
    """Name the file after who brought it, so that nobody else opens it; swept after a day."""
    name = f"rescue-{request.user.pk.hex}-{rescue_id.hex}.json"
    return Path(settings.MEDIA_ROOT) / "incoming" / name


def _file(request: SignedRequest, rescue_id: UUID) -> RescueFile:
    try:
        return rescue.read(_place(request, rescue_id).read_bytes())
    except FileNotFoundError as gone:
        raise Http404 from gone
