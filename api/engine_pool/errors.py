"""What can go wrong between the service and its engine processes."""


class EngineError(Exception):
    """Base of the engine pool's errors."""


class EngineUnavailable(EngineError):
    """No engine process answers: the pool is not running, or is starting again."""


class EngineLost(EngineUnavailable):
    """The pool closed the connection without a word: it is stopping, or was killed and starts again."""


class EngineBusy(EngineUnavailable):
    """Every engine process is at work and none became free in time."""


class EngineCrowded(EngineBusy):
    """This caller has as many texts waiting as one caller may have."""


class EngineAbandoned(EngineUnavailable):
    """Whoever wanted the answer has gone."""


class EngineDefeated(EngineError):
    """The engine cannot read this text, however often it is asked."""


class EngineTimeout(EngineDefeated):
    """The text took longer than one of its length may take."""


class EngineCrashed(EngineDefeated):
    """The engine process died while it read the text, more than once."""


class EngineFailed(EngineDefeated):
    """The engine raised an error that it does not raise on purpose: a defect."""

    quotes = True  # the words of that error, which may be the text's
