"""``nemokg serve``."""

from __future__ import annotations

from nemokg.cli import common
from nemokg.cli.progress import step_reporter
from nemokg.errors import MissingToolError, QueryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DESCRIPTION = """\
Serve the dataset over HTTP: SPARQL at /sparql, the canned queries, claims and citations below /api,
every resource of the graph as linked data, by its path or at /resource?iri=IRI, and the explorer
at /.

The server is read-only and built for the open internet, behind a proxy that handles TLS. Queries
run in separate processes, which can access neither files nor network and are stopped at their
limits; a refused request is told why (413, 429, 503). On an interrupt or SIGTERM the server
answers the requests it has, and exits.

By default it accepts connections from this machine only, and no web page from elsewhere can read
it. With another --host, or behind a proxy, it is open to all web pages. --allow-origin and
--allow-host change that.
"""
EXAMPLES = """\
examples:
  nemokg serve
  nemokg serve --host 0.0.0.0 --port 8080 --seconds 5
  nemokg serve --data my-pipeline.ttl --no-explorer
"""
_MEGABYTE = 1_000_000
_DAY = 86_400
_MOST = 1_000_000_000


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--port", type=int, default=3330, help="default: 3330")
    parser.add_argument(
        "--root-path",
        metavar="PATH",
        default="",
        help="path under which a proxy serves it",
    )
    parser.add_argument(
        "--trust-proxy",
        metavar="ADDRESSES",
        default="",
        help="proxies, separated by commas, trusted to name the client; default: none",
    )
    parser.add_argument(
        "--allow-origin",
        metavar="ORIGINS",
        help="origins, separated by commas, whose web pages may send requests; * for all, none for"
        " none",
    )
    parser.add_argument(
        "--allow-host",
        metavar="NAMES",
        help="host names, separated by commas, that requests may use; * for any",
    )
    parser.add_argument("--no-explorer", action="store_true", help="serve data only, no pages")
    parser.add_argument("--quiet", action="store_true", help="write no log")
    parser.add_argument(
        "--check", action="store_true", help="start everything, serve nothing, and exit"
    )
    common.add_data_options(parser)
    common.add_stated_only_option(parser)
    common.add_entailed_option(parser)
    _add_limits(parser)


def _add_limits(parser: ArgumentParser) -> None:
    limits = parser.add_argument_group("limits")
    for option, kind, meaning in (
        (
            "--workers",
            int,
            "processes for quick queries; default: one per processor, at least 2",
        ),
        ("--long-workers", int, "processes for long queries; default: half as many"),
        ("--seconds", float, "seconds per query; default: 10"),
        ("--memory", int, "megabytes per query; default: 512"),
        ("--answer", int, "megabytes per response; default: 10"),
        ("--query", int, "bytes per query text; default: 100000"),
        ("--waiting", int, "queued requests; default: 512"),
        ("--per-client", int, "concurrent requests per address; default: 128"),
        ("--long-per-client", int, "concurrent long queries per address; default: 32"),
        ("--connections", int, "concurrent connections; default: 1000"),
        ("--cache", int, "megabytes of cached responses; default: 64"),
    ):
        limits.add_argument(option, metavar="N", type=kind, help=meaning)


def run(args: Namespace) -> int:
    """Serve until stopped."""
    try:
        from nemokg.server.run import Options, serve
        from nemokg.server.workers.limits import Limits
    except ImportError as error:
        raise MissingToolError(
            f"`nemokg serve` needs {error.name}; install it with: pip install 'nemokg[server]'."
        ) from error
    _check(args)
    changed = {}
    for name in Limits.__dataclass_fields__:
        value = getattr(args, name, None)
        if value is not None:
            most = _DAY if name == "seconds" else _MOST
            if not (0 < value <= most or (value == 0 and name == "cache")):
                option = name.replace("_", "-")
                raise QueryError(f"--{option} must be more than 0 and at most {most:,}.")
            changed[name] = value * _MEGABYTE if name in ("memory", "answer", "cache") else value
    options = Options(
        args.host, args.port, args.root_path.rstrip("/"), args.trust_proxy, not args.no_explorer,
        args.quiet, args.check, _origins(args.allow_origin), _hosts(args.allow_host),
    )  # fmt: skip
    with step_reporter("reading the dataset"):
        graph = common.open_graph(args)
        if graph.dataset.store_directory:
            len(graph.dataset.store)  # reports what is wrong with the store, if anything
    serve(graph.dataset, Limits(**changed), options, lambda line: common.write_output(f"{line}\n"))
    return 0


def _origins(text: str | None) -> tuple[str, ...] | None:
    """Return the listed origins; QueryError if one of them is not an origin."""
    import re

    if text is None:
        return None
    origins = () if text == "none" else tuple(common.comma_separated_values(text))
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", origin):
            raise QueryError(
                f"--allow-origin: {origin} is not an origin; write it like https://example.org,"
                " without a path."
            )
    return origins


def _hosts(text: str | None) -> tuple[str, ...] | None:
    """Return the listed host names; QueryError if one of them is not a host name."""
    import re

    names = (
        None
        if text is None
        else tuple(name.lower() for name in common.comma_separated_values(text))
    )
    for name in names or ():
        if name != "*" and not re.fullmatch(r"[a-z0-9.-]+", name):
            raise QueryError(
                f"--allow-host: {name} is not a host name; write it like kg.example.org."
            )
    return names


def _check(args: Namespace) -> None:
    """Raise QueryError if an option has an invalid value."""
    import re
    from ipaddress import ip_network

    if not 0 <= args.port <= 65_535:
        raise QueryError("--port must be between 0, for any free port, and 65535.")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", args.root_path):
        raise QueryError(
            "--root-path must begin with a slash and have only ASCII letters, digits and -._~"
            " between slashes, as in /kg."
        )
    for proxy in () if args.trust_proxy == "*" else common.comma_separated_values(args.trust_proxy):
        try:
            ip_network(proxy)
        except ValueError as error:
            raise QueryError(
                f"--trust-proxy: {proxy} is neither an address nor a network such as 10.0.0.0/8."
            ) from error
