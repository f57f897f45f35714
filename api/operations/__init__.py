"""What the service does, for HTTP and the command line alike: where engine and store meet."""
