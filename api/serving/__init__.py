"""How the service is run: its processes, their log and their figures."""
