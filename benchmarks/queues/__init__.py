"""Which queue on PostgreSQL: Procrastinate, PgQueuer and a lease, under random kills."""
