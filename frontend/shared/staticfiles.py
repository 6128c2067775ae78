"""Static files under names that change with their content; the phone's tree is named by its folder."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ProductStorage(CompressedManifestStaticFilesStorage):
    """Hash every file's name, except the phone's client, whose folder carries the hash.

    Rewriting import paths inside JavaScript misses some and fails on cycles; the folder's hash
    needs no rewriting.
    """

    manifest_strict = True

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        if name.startswith("field/"):
            return name
        hashed: str = super().hashed_name(name, content, filename)
        return hashed
