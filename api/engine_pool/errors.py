"""What can go wrong between the service and its engine processes."""


class EngineError(Exception):
    """Base of the engine pool's errors."""


class EngineUnavailable(EngineError):
    """No engine process answers: the pool is not running, or is starting again."""


class EngineBusy(EngineUnavailable):
    """Every engine process is at work and none became free in time."""


class EngineTimeout(EngineError):
    """The article took longer than one article may take."""


class EngineCrashed(EngineError):
    """The engine process died while it read the article."""


class EngineFailed(EngineError):
    """The engine raised an error that it does not raise on purpose: a defect."""
