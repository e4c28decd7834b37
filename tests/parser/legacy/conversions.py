"""Old office files made by LibreOffice from samples, many in one run."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)


def convert_all(files: Iterable[Path], form: str, folder: Path) -> dict[str, bytes]:
    """Each file in another form, by its stem. Stems must differ."""
    files = list(files)
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {file.stem: (folder / f"{file.stem}.{form.split(':')[0]}").read_bytes() for file in files}
