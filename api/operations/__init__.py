"""The operations of the service, shared by HTTP and the command line: where engine and store meet."""
