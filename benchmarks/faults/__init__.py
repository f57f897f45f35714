"""What the service withstands: processes killed under load, and memory over many posts."""
