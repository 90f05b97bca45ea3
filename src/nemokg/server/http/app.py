"""The application: which handler answers which path."""

from __future__ import annotations

from starlette.routing import Route, Router

from nemokg.dataset.edition import Edition
from nemokg.server.http.access import Access
from nemokg.server.http.answering import Answering
from nemokg.server.http.endpoint import Endpoint
from nemokg.server.http.files import Files
from nemokg.server.http.linked import LinkedData
from nemokg.server.http.messages import Receive, Scope, Send, respond
from nemokg.server.http.observe import Handler, Metrics, Observed
from nemokg.server.http.rest import Api
from nemokg.server.refusal import Refusal, wrong_method_refusal
from nemokg.server.workers.pool import Pool

_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class _Get:
    """A handler as Starlette's routes take it, which answers GET and HEAD."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise wrong_method_refusal("Use GET.")
        await self._handler(scope, receive, send)


def make_application(
    pool: Pool,
    files: Files,
    metrics: Metrics,
    access: Access,
    explorer: bool,
    edition: Edition,
    root: str = "",
) -> Observed:
    """Return the application over a pool of workers and the files that are there so far.

    What it says of itself is in the name of the edition. `root` is the path at which a proxy has
    it.
    """
    answering = Answering(pool)
    api = Api(answering, root, edition)
    linked = LinkedData(answering, files, edition)

    async def healthy(scope: Scope, receive: Receive, send: Send) -> None:
        await respond(scope, send, 200, _PLAIN, b"alive\n")

    async def ready(scope: Scope, receive: Receive, send: Send) -> None:
        if not pool.ready:
            raise Refusal(503, "No worker is available; try again later.")
        await respond(scope, send, 200, _PLAIN, b"ready\n")

    async def measured(scope: Scope, receive: Receive, send: Send) -> None:
        for lane in pool.lanes:
            metrics.waiting.labels(lane.name).set(len(lane.queue))
        await respond(scope, send, 200, _PLAIN, metrics.prometheus_text())

    routes: dict[str, Handler] = {
        "/api/queries": api.list_queries,
        "/api/queries/{name}": api.answer_query,
        "/api/claims/{name:path}": api.explain_claim,
        "/api/cite/{name:path}": api.cite_claim,
        "/api/openapi.json": api.send_openapi,
        "/health": healthy,
        "/ready": ready,
        "/metrics": measured,
    }
    router = Router(
        [Route(path, _Get(handler)) for path, handler in routes.items()],
        default=linked,
        redirect_slashes=False,
    )
    endpoint = Endpoint(answering, explorer, edition.iri)
    return Observed(_either(endpoint, router), metrics, access)


def _either(endpoint: Endpoint, router: Router) -> Handler:
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == f"{scope.get('root_path', '')}/sparql":
            await endpoint(scope, receive, send)
        else:
            await router(scope, receive, send)

    return handle
