"""One report of each kind is held against PDF/UA by a checker that is none of ours."""

import pytest
from outloud import check

from tests.reports import fixtures
from tests.reports.test_rendering import drawn

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("content", [fixtures.visit_content, fixtures.location_content])
def test_a_report_can_be_read_aloud(content, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(drawn(content(tmp_path, photos=6), tmp_path).pdf)

    result = check(str(file))

    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert not errors, "\n".join(str(finding) for finding in errors)
    assert result.errors == 0
