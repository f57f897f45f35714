"""Alembic's entry: runs the migrations on the connection that ``schema.upgrade`` passes, in its transaction."""

from __future__ import annotations

from alembic import context

from api.store.models import FULL_TEXT, Base


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the full-text index and its shadow tables out of comparisons: the models do not hold them."""
    return not (kind == "table" and name is not None and name.startswith(FULL_TEXT))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=include_name,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
