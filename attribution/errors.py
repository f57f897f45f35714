"""The engine's errors: one base, so that a caller can catch them all."""


class AttributionError(Exception):
    """Base of the errors that the engine raises on purpose."""


class InvalidText(AttributionError):
    """The text cannot be an article: empty, too long, or not encodable as UTF-8."""


class PipelineNotFound(AttributionError):
    """The spaCy pipeline that was asked for is not there."""
