"""The errors of the engine pool, as its client raises them."""


class EngineError(Exception):
    """Base of the engine pool's errors."""


class EngineUnavailable(EngineError):
    """No engine process responds: the pool is not running, or is restarting."""


class EngineLost(EngineUnavailable):
    """The pool closed the connection without a response: it is stopping, or was killed and is restarting."""


class EngineBusy(EngineUnavailable):
    """Every engine process is busy, and none became free in time."""


class EngineCrowded(EngineBusy):
    """This caller has as many texts in progress as one caller may have."""


class EngineAbandoned(EngineUnavailable):
    """The client that wanted the result has disconnected."""


class PermanentEngineError(EngineError):
    """The engine cannot process this text; retrying does not help."""


class EngineTimeout(PermanentEngineError):
    """The text took longer than allowed for its length."""


class EngineCrashed(PermanentEngineError):
    """The engine process died while processing the text, more than once."""


class EngineFailed(PermanentEngineError):
    """The engine raised an unexpected error: a bug."""

    quotes = True  # its message may quote the text
