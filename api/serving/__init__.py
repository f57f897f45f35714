"""How the service is run: its processes, their connections, their log and their figures."""
