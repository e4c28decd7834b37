"""Reading the tables of facts that lie beside the code.

`importlib.resources` would do, but it brings temporary files and archives with it, which costs more than the tables.
"""

from __future__ import annotations

import csv
import pkgutil


def read_text(package: str, name: str) -> str:
    """The text of a file that belongs to a package, wherever the package is installed."""
    data = pkgutil.get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package} has no {name}")
    return data.decode("utf-8")


def read_rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its first row."""
    first, *rows = csv.reader(read_text(package, name).splitlines())
    return [dict(zip(first, row, strict=True)) for row in rows if row]
