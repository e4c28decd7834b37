"""What all tests share: the material that lies beside the checkout, where there is any.

In CI nothing that needs it may skip while it is there: a skipped check looks like a passed one.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
STRICT = bool(os.environ.get("CI")) and SHARED.is_dir()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout, with notices that are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("there is no folder `shared` beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """A real notice as TXT, DOCX and PDF, with its differences read by hand (expected.json)."""
    folder = shared / "seed"
    if not folder.is_dir():
        pytest.skip("there is no folder `shared/seed` beside the checkout")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if STRICT and report.skipped and call.excinfo is not None and "shared" in str(call.excinfo.value):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped in CI although `shared` is there: {call.excinfo.value}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if STRICT and report.skipped and "shared" in str(report.longrepr[-1] if report.longrepr else ""):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped in CI although `shared` is there: {report.longrepr}"
    return report
