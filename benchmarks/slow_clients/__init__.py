"""What slow clients do to a normal one."""
