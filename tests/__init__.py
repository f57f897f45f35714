"""The tests of Saidby; they mirror the two packages."""
