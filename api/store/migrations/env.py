"""Alembic's entry: runs the migrations on the connection that ``schema.upgrade`` passes, in its transaction."""

from __future__ import annotations

from alembic import context

from api.store.migrations.comparison import include_name
from api.store.models import Base

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
