"""Who may come in at all; what they may see, the querysets decide."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from shopper.organizations import roles


class IsShopper(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.is_authenticated and roles.is_shopper(request.user)


class IsOperator(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.is_authenticated and roles.is_operator(request.user)


class IsOwner(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user.is_authenticated and roles.is_owner(request.user)
