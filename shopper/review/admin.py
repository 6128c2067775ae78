from django.contrib import admin

from shopper.review.models import FollowUp, Score


@admin.register(Score)
class ScoreAdmin(admin.ModelAdmin[Score]):
    list_display = ("visit", "number", "percent", "computed_at")
    list_select_related = ("visit__location",)

    def has_change_permission(self, request: object, obj: Score | None = None) -> bool:
        return False


@admin.register(FollowUp)
class FollowUpAdmin(admin.ModelAdmin[FollowUp]):
    list_display = ("text", "kind", "status", "location")
    list_filter = ("kind", "status")
    list_select_related = ("location",)
