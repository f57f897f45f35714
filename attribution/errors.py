"""The engine's errors, with a common base class."""


class AttributionError(Exception):
    """Base class of the errors that the engine raises."""


class InvalidText(AttributionError):
    """The text cannot be an article: empty, too long, not encodable as UTF-8, or HTML or XML."""


class PipelineNotFound(AttributionError):
    """The requested spaCy pipeline does not exist or cannot be loaded."""
