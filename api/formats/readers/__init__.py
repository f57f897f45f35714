"""Readers of foreign formats, one file each: bytes in, documents and faults out, in the order of the file."""
