from django.contrib import admin

from shopper.organizations.models import Location, Membership, Organization, Region


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin[Organization]):
    search_fields = ("name",)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin[Region]):
    list_display = ("name", "organization", "parent")
    list_select_related = ("organization", "parent")
    search_fields = ("name",)


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin[Location]):
    list_display = ("name", "organization", "city", "time_zone", "is_open")
    list_filter = ("organization", "is_open")
    list_select_related = ("organization",)
    search_fields = ("name", "address", "city")


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ("user", "role", "organization")
    list_filter = ("role",)
    list_select_related = ("user", "organization")
    autocomplete_fields = ("user", "locations")
