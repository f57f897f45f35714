"""What the contract says of each status of failure: the name of its response, and what it means."""

from __future__ import annotations

ERROR_RESPONSES = {
    304: ("NotModified", "The client's copy, of which `If-None-Match` holds the `ETag`, is still right."),
    400: ("BadRequest", "The request cannot be read, or a query parameter is wrong."),
    401: ("Unauthorized", "An API key is missing or not valid."),
    403: (
        "Forbidden",
        "The API key lacks the scope that this needs, a page of another origin would write, or the archive is served "
        "read-only.",
    ),
    404: ("NotFound", "There is nothing at this address."),
    405: ("MethodNotAllowed", "This address does not take this method; `Allow` lists those that it takes."),
    406: ("NotAcceptable", "`Accept` names nothing that this address has."),
    408: ("TooSlow", "The request did not arrive in time."),
    409: ("Conflict", "The archive is not in the state that this needs."),
    410: ("Gone", "The change feed does not know this position any more."),
    412: ("PreconditionFailed", "It has changed since the client read it."),
    413: ("TooLarge", "The request is larger than this service accepts."),
    414: ("AddressTooLong", "The address is longer than this service takes."),
    415: ("UnsupportedMediaType", "The body is not `application/json`, as it is or compressed with gzip."),
    421: ("MisdirectedRequest", "The service does not answer to this `Host`."),
    422: ("UnprocessableContent", "The body is JSON, but not what this operation takes."),
    428: ("PreconditionRequired", "The change needs `If-Match`."),
    429: ("TooManyRequests", "Too many requests; `Retry-After` says when to come again."),
    431: ("HeadersTooLarge", "The headers are larger than this service accepts."),
    500: ("InternalError", "The service or its engine failed."),
    503: ("Unavailable", "The service cannot do this now; nothing is stored."),
    507: ("InsufficientStorage", "There is no room to store anything; nothing is stored, and reading works."),
}
