"""PostgreSQL: its forms of SQL, its connections, the functions and triggers of its schema, and its failures."""
