"""Who asks for a PDF does not pay for drawing it: neither the start nor the memory."""

import subprocess
import sys

from tests.journeys.server import ROOT, environment

LOADED = "import sys; print('weasyprint' in sys.modules)"
DRAWS = "from reports import jobs; jobs.import_module('reports.rendering')"


def says(tmp_path, program):
    """Run a program as the product's own process and return the last word it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{program}; {LOADED}"],
        cwd=ROOT,
        env=environment(tmp_path, STATIC_ROOT=str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()[-1]


def test_the_web_server_starts_without_the_library_that_draws(tmp_path):
    assert says(tmp_path, "import shopper.wsgi") == "False"


def test_the_worker_leaves_the_library_to_the_process_that_draws(tmp_path):
    assert says(tmp_path, "import django; django.setup(); import reports.tasks") == "False"
    assert says(tmp_path, f"import django; django.setup(); {DRAWS}") == "True"
