"""What is under deploy/, run as far as this machine can."""
