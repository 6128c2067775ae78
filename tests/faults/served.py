"""The product's web server as power cuts are tried on it: each reply says which request it answers.

`SPARED` takes one of the product's safeguards away, to show that its loss is found.
"""

import os
import stat

from django.conf import settings

SPARED = os.environ.get("SPARED", "")
# A fifth of SQLite's own 1000 pages: the log is carried over into the database more often.
PRAGMAS = "PRAGMA wal_autocheckpoint=200;"
LAZY = {"commits": "PRAGMA synchronous=NORMAL;", "every commit": "PRAGMA synchronous=OFF;"}
KINDS = {"files": stat.S_ISREG, "folders": stat.S_ISDIR}


def _sparing(is_spared):
    """Return an fsync that leaves out what `is_spared` recognises by its mode."""
    fsync = os.fsync

    def fsync_the_others(handle: int) -> None:
        if not is_spared(os.fstat(handle).st_mode):
            fsync(handle)

    return fsync_the_others


if SPARED in KINDS:
    os.fsync = _sparing(KINDS[SPARED])
settings.DATABASES["default"]["OPTIONS"]["init_command"] += PRAGMAS + LAZY.get(SPARED, "")

from shopper.wsgi import application as product  # noqa: E402 - by now the safeguards are away


def application(environ, start_response):
    def start(status, headers, *trouble):
        number = environ.get("HTTP_X_NUMBER", "0")
        return start_response(status, [*headers, ("X-Number", number)], *trouble)

    return product(environ, start)
