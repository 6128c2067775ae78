from django.contrib import admin

from shopper.checklists.models import Checklist


@admin.register(Checklist)
class ChecklistAdmin(admin.ModelAdmin[Checklist]):
    list_display = ("name", "version", "status", "organization", "published_at")
    list_filter = ("status",)
    list_select_related = ("organization",)
    readonly_fields = ("status", "published_at", "published_by")
