"""What the whole suite needs of the process it runs in."""

from __future__ import annotations

import signal

# A shell that starts the suite in the background has it ignore interrupts, and the commands under test would
# inherit that. They are tested as a terminal starts them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
