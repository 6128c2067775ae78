from django.contrib import admin

from shopper.visits.models import Visit, VisitEvent


class EventInline(admin.TabularInline[VisitEvent, Visit]):
    model = VisitEvent
    extra = 0
    can_delete = False
    readonly_fields = ("from_status", "to_status", "by", "at", "note", "declined_for")

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Visit)
class VisitAdmin(admin.ModelAdmin[Visit]):
    list_display = ("location", "shopper", "status", "opens_at", "closes_at")
    list_filter = ("status", "lens")
    list_select_related = ("location", "shopper")
    raw_id_fields = ("location", "checklist", "shopper")
    readonly_fields = ("status", "started_at", "ended_at", "submitted_at", "published_at")
    inlines = (EventInline,)
