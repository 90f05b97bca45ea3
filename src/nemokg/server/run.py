"""Starting the server, and stopping it without losing requests in progress."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import uvicorn

from nemokg.dataset.opening import Dataset
from nemokg.errors import EngineError, OutputError
from nemokg.server.http.access import ANY, Access
from nemokg.server.http.app import make_application
from nemokg.server.http.files import Files
from nemokg.server.http.guard import Guarded
from nemokg.server.http.observe import Metrics, log
from nemokg.server.workers import snapshot
from nemokg.server.workers.limits import Limits
from nemokg.server.workers.pool import Pool
from nemokg.server.workers.process import Died, Settings

_GRACE = 10  # seconds for what is being answered when the server is to stop
_KEPT_ALIVE = 15
_BACKLOG = 2048
_NICE = 10


@dataclass(frozen=True)
class Options:
    """Where to listen, what to serve beside queries, and to whom.

    `origins` and `hosts` are those of `Access`; where they are None, it depends on who can reach
    the server: see `_access`.
    """

    host: str = "127.0.0.1"
    port: int = 3330
    root_path: str = ""
    proxies: str = ""
    explorer: bool = True
    quiet: bool = False
    check: bool = False
    origins: tuple[str, ...] | None = None
    hosts: tuple[str, ...] | None = None


def serve(
    dataset: Dataset,
    limits: Limits,
    options: Options,
    announce: Callable[[str], None],
) -> None:
    """Serve a dataset until the process is told to stop; `announce` is given the address.

    What is served is the dataset as it is now, whatever takes its place later.

    Raises InputError if the store or a file cannot be read, OutputError if the address is not
    available or the copy that is served cannot be written, and EngineError if no worker starts.
    """
    with _listen(options.host, options.port) as listening:
        store = dataset.store_directory
        folder = snapshot.temporary_folder() if store is None else snapshot.folder_beside(store)
        try:
            path = os.path.join(folder.path, "store")
            if store is None:
                snapshot.write_snapshot(dataset, path)
            else:
                snapshot.copy_store(store, path)
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                runner.run(_serve(dataset, path, folder.path, limits, options, listening, announce))
        finally:
            folder.remove()


async def _serve(
    dataset: Dataset,
    store: str,
    folder: str,
    limits: Limits,
    options: Options,
    listening: socket.socket,
    announce: Callable[[str], None],
) -> None:
    log.on = not options.quiet
    metrics, files = Metrics(), Files()
    description = snapshot.dataset_description(dataset)
    edition = snapshot.open_snapshot(store, description).edition
    settings = Settings(store, "queries", limits.memory, limits.answer, description)
    pool = Pool(settings, limits, metrics)
    builder: subprocess.Popen[bytes] | None = None
    try:
        try:
            await pool.start_workers()
        except (Died, OSError) as error:
            raise EngineError("No worker could start; is the machine out of memory?") from error
        access = _access(options, listening)
        app = make_application(
            pool, files, metrics, access, options.explorer, edition, options.root_path
        )
        # Behind a proxy, all connections are from one client.
        Guarded.per_client = 0 if options.proxies else max(limits.connections // 3, 1)
        Guarded.in_all = limits.connections
        config = uvicorn.Config(
            app, http=Guarded, ws="none", lifespan="off", log_config=None, access_log=False,
            server_header=False, proxy_headers=bool(options.proxies),
            forwarded_allow_ips=options.proxies or None, root_path=options.root_path,
            backlog=_BACKLOG,
            timeout_keep_alive=_KEPT_ALIVE, timeout_graceful_shutdown=_GRACE,
        )  # fmt: skip
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
        address = _address(options, listening)
        if options.check:
            announce(f"{address} could be served")
            return
        builder, orders = _prepare(dataset, store, folder, options)
        site = os.path.join(folder, "site")
        watching = asyncio.ensure_future(_await_files(builder, orders, files, site))
        announce(address)
        log("ready", address=address)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: None)  # uvicorn sends them on when it has stopped
        await uvicorn.Server(config).serve(sockets=[listening])
        watching.cancel()
        log("stopped")
    finally:
        if builder is not None and builder.poll() is None:
            builder.kill()
            builder.wait()
        pool.end_workers()
        log.flush()
        await asyncio.sleep(0.02)  # for the workers to be seen to end


def _prepare(
    dataset: Dataset, store: str, folder: str, options: Options
) -> tuple[subprocess.Popen[bytes], bytes]:
    """Start the process that makes the files, and return it with its orders."""
    orders: dict[str, Any] = {
        "store": store,
        "folder": os.path.join(folder, "site"),
        "dataset": snapshot.dataset_description(dataset),
        "explorer": options.explorer,
        "parent": os.getpid(),
        "niceness": _NICE,
    }
    builder = subprocess.Popen(
        [sys.executable, "-P", "-m", "nemokg.server.prepare"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    return builder, json.dumps(orders).encode()


async def _await_files(
    builder: subprocess.Popen[bytes], orders: bytes, files: Files, folder: str
) -> None:
    files.coming = True
    _, problem = await asyncio.to_thread(builder.communicate, orders)
    if builder.returncode:
        lines = problem.decode(errors="replace").strip().splitlines()
        log("the explorer could not be made", fault=lines[-1] if lines else "")
    await asyncio.to_thread(files.add_folder, folder)
    files.coming = False
    log("files ready")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        number = error.errno or 0
        reason = os.strerror(number) if number > 0 else error.strerror
        raise OutputError(
            f"{host}:{port} cannot listen there ({reason}); choose another --host or --port."
        ) from error
    return listening


def _access(options: Options, listening: socket.socket) -> Access:
    """Return who may ask. What only this machine can reach is for no page from elsewhere."""
    private = ip_address(listening.getsockname()[0]).is_loopback and not options.proxies
    everybody = () if private else (ANY,)
    return Access(
        everybody if options.origins is None else options.origins,
        everybody if options.hosts is None else options.hosts,
    )


def _address(options: Options, listening: socket.socket) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"http://{host}:{listening.getsockname()[1]}/"


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop
    return uvloop.new_event_loop
