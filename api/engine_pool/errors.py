"""The errors between the service and its engine processes."""


class EngineError(Exception):
    """Base of the engine pool's errors."""


class EngineUnavailable(EngineError):
    """No engine process responds: the pool is not running, or is restarting."""


class EngineLost(EngineUnavailable):
    """The pool closed the connection without a response: it is stopping, or was killed and restarts."""


class EngineBusy(EngineUnavailable):
    """Every engine process is busy, and none became free in time."""


class EngineCrowded(EngineBusy):
    """This caller has as many texts in progress as one caller may have."""


class EngineAbandoned(EngineUnavailable):
    """The client that wanted the result has disconnected."""


class EngineDefeated(EngineError):
    """The engine cannot process this text, however often it is tried."""


class EngineTimeout(EngineDefeated):
    """The text took longer than allowed for its length."""


class EngineCrashed(EngineDefeated):
    """The engine process died while processing the text, more than once."""


class EngineFailed(EngineDefeated):
    """The engine raised an unexpected error: a defect."""

    quotes = True  # its message may quote the text
