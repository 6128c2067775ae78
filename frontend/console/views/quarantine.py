"""What phones sent and the server refused for good: read it, take it over, or discard it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from frontend.console.quarantine_forms import DiscardForm, QuarantineFilter, TakeOverForm
from frontend.console.reading import differences, told_by
from frontend.shared.doors import SignedRequest, operators_only
from frontend.shared.refusals import told_on_form
from shopper.checklists.models import Checklist
from shopper.errors import Refusal
from shopper.sync import quarantine, refused_photos, taking_over
from shopper.sync.models import Quarantined
from shopper.sync.taking_over import TakenOver

A_PAGE = 25
# The bytes are as a phone sent them: shown as a picture, they run nothing.
LOCKED = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@require_safe
@operators_only
def quarantine_list(request: SignedRequest) -> HttpResponse:
    """List the refused documents, those to decide about first."""
    form = QuarantineFilter(request.GET)
    rows = form.narrowed(request.user).select_related("sent_by")
    open_first = rows.defer("document").order_by(
        F("settled_at").desc(nulls_first=True), "-received_at"
    )
    page = Paginator(open_first, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "narrowed": bool(form.chosen)}
    return render(request, "console/quarantine.html", context)


def _refused(request: SignedRequest, document_id: UUID) -> Quarantined:
    """Return one refused document that the operator may see, or answer 404."""
    rows = Quarantined.objects.visible_to(request.user).select_related("sent_by", "settled_by")
    return get_object_or_404(rows, pk=document_id)


@require_safe
@operators_only
def quarantine_read(request: SignedRequest, document_id: UUID) -> HttpResponse:
    """Read one refused document in words, as far as its checklist is known."""
    return _page(request, _refused(request, document_id), DiscardForm())


def _page(request: SignedRequest, refused: Quarantined, form: DiscardForm) -> HttpResponse:
    outlook = taking_over.outlook(refused, by=request.user)
    checklist = outlook.visit.checklist if outlook.visit else _checklist_of(request, refused)
    context = {
        "refused": refused,
        "outlook": outlook,
        "visit": outlook.visit,
        "changes": differences(outlook.changes, checklist) if checklist else [],
        "photos": refused_photos.named_in(refused),
        "told": told_by(refused.document, checklist),
        "take_over_form": TakeOverForm(initial={"base": outlook.base}, auto_id=False),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "console/quarantine_read.html", context, status=status)


def _checklist_of(request: SignedRequest, refused: Quarantined) -> Checklist | None:
    """Return the checklist that the document names, where the operator may see it."""
    try:
        named = UUID(str(refused.document.get("checklist_version")))
    except ValueError:
        return None
    return Checklist.objects.visible_to(request.user).filter(pk=named).first()


@require_POST
@operators_only
def quarantine_take_over(request: SignedRequest, document_id: UUID) -> HttpResponseBase:
    """Make it the visit's next revision, unless another one stands than the operator has seen."""
    refused = _refused(request, document_id)
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Look again what would change."))
        return redirect("console:quarantine-read", refused.pk)
    base, now = form.cleaned_data["base"], timezone.now()
    try:
        taken = taking_over.take_over(refused, by=request.user, base=base, at=now)
    except Refusal as refusal:
        messages.error(request, str(refusal.detail))
        return redirect("console:quarantine-read", refused.pk)
    _tell(request, taken)
    return redirect("console:visit", refused.visit_identity)


def _tell(request: HttpRequest, taken: TakenOver) -> None:
    if taken.receipt:
        messages.success(request, _("Taken over, and handed in: it can be reviewed."))
    elif count := len(taken.missing):
        words = ngettext(
            "Taken over. %(n)d thing is still missing; the shopper's phone is told.",
            "Taken over. %(n)d things are still missing; the shopper's phone is told.",
            count,
        )
        messages.success(request, words % {"n": count})
    else:
        messages.success(request, _("Taken over. The shopper has not ended the visit yet."))


@require_POST
@operators_only
def quarantine_discard(request: SignedRequest, document_id: UUID) -> HttpResponseBase:
    """Note that it is of no use, and why. It is kept."""
    refused = _refused(request, document_id)
    form = DiscardForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        with told_on_form(form):
            quarantine.discard(refused, by=request.user, because=because, at=timezone.now())
    if not form.is_valid():
        return _page(request, refused, form)
    messages.success(request, _("Discarded. It is kept, with your reason."))
    return redirect("console:quarantine-list")


@require_safe
@operators_only
def quarantine_photo(request: SignedRequest, document_id: UUID, photo_id: UUID) -> HttpResponseBase:
    """Show a photograph that a refused document names, exactly as the phone sent it."""
    named = refused_photos.named_in(_refused(request, document_id))
    photo = next((photo for photo in named if photo.pk == photo_id), None)
    if photo is None:
        raise Http404
    try:
        file = refused_photos.file_of(photo).open("rb")
    except FileNotFoundError as trouble:
        raise Http404 from trouble
    return FileResponse(file, content_type=photo.media_type, headers=LOCKED)
