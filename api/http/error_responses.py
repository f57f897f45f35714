"""The error responses of the contract: for each status, the name of its component and a description."""

from __future__ import annotations

ERROR_RESPONSES = {
    304: ("NotModified", "The client's copy, whose `ETag` was sent in `If-None-Match`, is still current."),
    400: ("BadRequest", "The request is malformed, or a query parameter is invalid."),
    401: ("Unauthorized", "The API key is missing or invalid."),
    403: (
        "Forbidden",
        "The API key lacks the required scope, a page of another origin tried to write, or the archive is served "
        "read-only.",
    ),
    404: ("NotFound", "There is no such resource."),
    405: ("MethodNotAllowed", "The resource does not support this method; `Allow` lists those that it supports."),
    406: ("NotAcceptable", "The resource has none of the media types in `Accept`."),
    408: ("TooSlow", "The request did not arrive in time."),
    409: ("Conflict", "The state of the archive does not permit this."),
    410: ("Gone", "The change feed no longer covers this position."),
    412: ("PreconditionFailed", "The resource has changed since the client read it."),
    413: ("TooLarge", "The request is larger than this service accepts."),
    414: ("AddressTooLong", "The URL is longer than this service accepts."),
    415: ("UnsupportedMediaType", "The body is not `application/json`, plain or compressed with gzip."),
    417: ("ExpectationFailed", "`Expect` may only be `100-continue`."),
    421: ("MisdirectedRequest", "The service does not serve this `Host`."),
    422: ("UnprocessableContent", "The body is JSON, but not valid for this operation."),
    428: ("PreconditionRequired", "The change requires `If-Match`."),
    429: ("TooManyRequests", "Too many requests; `Retry-After` says when to try again."),
    431: ("HeadersTooLarge", "The headers are larger than this service accepts."),
    500: ("InternalError", "The service or its engine failed."),
    501: ("NotImplemented", "`Transfer-Encoding` may only be `chunked`."),
    503: ("Unavailable", "The service is temporarily unavailable; nothing was stored."),
    505: ("VersionNotSupported", "The service supports HTTP/1.0 and HTTP/1.1."),
    507: ("InsufficientStorage", "There is no space left; nothing was stored, and reading still works."),
}
