from django.contrib import admin

from reports.models import Delivery, Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin[Report]):
    list_display = ("location", "kind", "version", "status", "published_at", "page_count")
    list_filter = ("kind", "status")
    list_select_related = ("location",)
    search_fields = ("location__name", "id")

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: Report | None = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin[Delivery]):
    list_display = ("email", "report", "sent_at", "opened_at")
    list_select_related = ("report__location",)

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: Delivery | None = None) -> bool:
        return False
