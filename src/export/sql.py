"""SQL of the relations for databases that are spoken to directly: SQLite and DuckDB."""

from __future__ import annotations

from .relations import NOTICES, RELATIONS, Kind, Relation

_TYPES: dict[Kind, str] = {
    "key": "VARCHAR(64)",
    "word": "VARCHAR(64)",
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "DOUBLE PRECISION",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def create(relation: Relation, *, keys: bool = True) -> str:
    """CREATE TABLE, with its key and its reference to the notice where the database can keep them."""
    columns = [f'"{a.name}" {_TYPES[a.kind]}{" NOT NULL" if a.required else ""}' for a in relation.attributes]
    if keys:
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, relation.key))})")
        if relation is not NOTICES:
            columns.append('FOREIGN KEY ("notice_key") REFERENCES "notices" ("notice_key")')
    return f'CREATE TABLE IF NOT EXISTS "{relation.name}" (\n  ' + ",\n  ".join(columns) + "\n)"


def insert(relation: Relation) -> str:
    """INSERT with a `?` for each column."""
    names = ", ".join(_quoted(a.name) for a in relation.attributes)
    return f'INSERT INTO "{relation.name}" ({names}) VALUES ({", ".join("?" * len(relation.attributes))})'


def deletes() -> list[str]:
    """DELETE of one notice from every table, those that refer to others first; the key is the one parameter."""
    return [f'DELETE FROM "{relation.name}" WHERE "notice_key" = ?' for relation in reversed(RELATIONS)]


def _quoted(name: str) -> str:
    return f'"{name}"'
