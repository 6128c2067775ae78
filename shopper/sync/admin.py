from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from shopper.sync.models import Device, Quarantined, Receipt, Revision


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows what phones sent; nothing of it is edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Device)
class DeviceAdmin(admin.ModelAdmin):
    list_display = ("user", "agent", "seen_at", "revoked_at")
    list_filter = ("revoked_at",)
    search_fields = ("user__email", "user__name", "agent")
    readonly_fields = ("user", "identity", "agent", "first_seen_at", "seen_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("visit", "number", "sent_by", "received_at")
    search_fields = ("=visit__id", "sent_by__email")
    date_hierarchy = "received_at"


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    list_display = ("id", "revision", "issued_at")
    search_fields = ("=id", "=revision__visit__id")


@admin.register(Quarantined)
class QuarantinedAdmin(ReadOnlyAdmin):
    list_display = ("visit_identity", "reason", "sent_by", "received_at", "settled_at")
    list_filter = ("reason", "settled_at")
    search_fields = ("=visit_identity", "sent_by__email")
