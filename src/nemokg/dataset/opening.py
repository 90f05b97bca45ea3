"""Opening a dataset: its layers, the engine that runs its queries, and who publishes it.

A dataset is a stack of layers: the ontology, and on top of it the bundled data, a user's own files,
or these above the bundled data; or a store, local or remote, that contains them. Whether it is the
bundled one is known from how it was opened, never from its triples.
"""

from __future__ import annotations

import os

from pyoxigraph import Store

from nemokg.dataset.reading import core_ontology_files, rdf_files, store_of_files
from nemokg.dataset.sources import DEFAULT_OPTIONS, ReadOptions
from nemokg.engine import make_engine
from nemokg.errors import EngineError, InputError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.results import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nemokg.dataset.edition import Edition
    from nemokg.engine.protocol import Engine

ONTOLOGY = "ontology"
BUNDLED = "bundled data"
OWN = "own files"
STORE = "store"
ENDPOINT = "endpoint"


class Layer(Value):
    """One layer of a dataset: its kind, the paths it was opened from, and the files found there.

    >>> Layer("own files", ("data/",), ("data/models.ttl",)).files
    ('data/models.ttl',)
    """

    __slots__ = ("files", "kind", "paths")
    kind: str
    paths: tuple[str, ...]
    files: tuple[str, ...]

    def __init__(self, kind: str, paths: tuple[str, ...] = (), files: tuple[str, ...] = ()) -> None:
        self._fill(kind=kind, paths=paths, files=files)


class Dataset:
    """Triples to query and to write, and what is known about them. Returned by `open_dataset`.

    `layers` are its layers, the lowest first. `engine` runs its queries, wherever it is; `store`
    has every triple. `stated` says that it is the stated-only view, `part` that it is a selection
    from its layers, and `on_disk` that the store is on disk.

    A store on its own is also a dataset, of unknown origin.

    >>> dataset = Dataset(Store())
    >>> dataset.bundled, dataset.engine.ask("ASK { ?s ?p ?o }")
    (False, False)
    """

    __slots__ = ("_edition", "_open", "engine", "layers", "on_disk", "part", "stated")

    def __init__(
        self,
        store: Store | Callable[[], Store],
        layers: Sequence[Layer] = (),
        *,
        engine: str | Engine = "oxigraph",
        stated: bool = False,
        part: bool = False,
        on_disk: bool = False,
    ) -> None:
        self._open = _Opener(store)
        self.layers = tuple(layers)
        self.engine: Engine = make_engine(engine, self._open) if isinstance(engine, str) else engine
        self.stated = stated
        self.part = part
        self.on_disk = on_disk
        self._edition: Edition | None = None

    @property
    def store(self) -> Store:
        """Every triple: read from the files, or fetched from the endpoint, when first needed."""
        return self._open()

    @property
    def files(self) -> tuple[str, ...]:
        """The files of all layers, each once."""
        return _files(self.layers)

    @property
    def origin(self) -> tuple[str, ...]:
        """What it was opened from: paths, or the URL of an endpoint."""
        return self.layers[-1].paths if self.layers else ()

    @property
    def remote(self) -> bool:
        """Whether it is remote, so that its triples are fetched only if all of them are needed."""
        kinds = {layer.kind for layer in self.layers}
        return ENDPOINT in kinds and not (self.stated or self.part)

    @property
    def store_directory(self) -> str | None:
        """The directory of the store on disk that holds all of this dataset, if one does."""
        kinds = {layer.kind for layer in self.layers}
        return self.origin[0] if STORE in kinds and not (self.stated or self.part) else None

    @property
    def bundled(self) -> bool:
        """Whether it is the bundled dataset or the stated-only view of it, but not a part.

        >>> open_dataset().bundled, open_dataset().part_in_store(Store()).bundled
        (True, False)
        """
        return not self.part and {layer.kind for layer in self.layers} == {ONTOLOGY, BUNDLED}

    @property
    def published(self) -> bool:
        """Whether it is exactly what its publisher describes, and not a view or part of it.

        >>> open_dataset().published, open_dataset(stated_only=True).published
        (True, False)
        """
        return self.edition.iri is not None and not (self.stated or self.part)

    @property
    def edition(self) -> Edition:
        """What it is cited as: the bundled edition, the one that its data describe, or unpublished.

        >>> open_dataset().edition.authors, Dataset(Store()).edition.authors
        (('nemokg contributors',), ())
        """
        from nemokg.dataset.edition import UNPUBLISHED, bundled_edition, described_edition

        if self._edition is None:
            if self.part or {BUNDLED, OWN} <= {layer.kind for layer in self.layers}:
                self._edition = UNPUBLISHED  # nobody publishes the bundled data with others'
            else:
                read = bundled_edition if self.bundled else described_edition
                self._edition = read(self.engine)
        return self._edition

    @property
    def alone(self) -> bool:
        """Whether it consists of a user's own files only, without the ontology.

        >>> open_dataset().alone
        False
        """
        return {layer.kind for layer in self.layers} == {OWN}

    def part_in_store(self, store: Store) -> Dataset:
        """Return the dataset of a store that contains a part of this one."""
        return Dataset(store, self.layers, stated=self.stated, part=True)

    def stated_only_view(self, engine: str = "oxigraph") -> Dataset:
        """Return the stated-only view, which is built when its triples are first needed."""
        from nemokg.dataset.views import stated_only_store

        open_ = self._open
        return Dataset(
            lambda: stated_only_store(open_()),
            self.layers,
            engine=engine,
            stated=True,
            part=self.part,
        )


class _Opener:
    """Returns a store, which is opened on first use."""

    __slots__ = ("_open", "_store")

    def __init__(self, store: Store | Callable[[], Store]) -> None:
        self._store: Store | None = None
        if isinstance(store, Store):
            self._store = store
        else:
            self._open = store

    def __call__(self) -> Store:
        if self._store is None:
            self._store = self._open()
        return self._store


def open_dataset(
    paths: Sequence[str | os.PathLike[str]] = (),
    *,
    store: str | os.PathLike[str] | None = None,
    endpoint: str | None = None,
    stated_only: bool = False,
    with_bundled: bool = False,
    alone: bool = False,
    engine: str = "oxigraph",
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Dataset:
    """Open a dataset: the ontology together with the files at the paths, or with the bundled data.

    With `with_bundled`, the bundled data lie beneath the files, and with `alone` not even the
    ontology; `options` say how they are read. Instead of paths, `store` names the directory of a
    store created by ``nemokg load``, and `endpoint` the URL of a SPARQL 1.1 endpoint. The store may
    be read-only. Triples are read when they are first needed; InputError and RdfSyntaxError for a
    malformed file are raised then.

    Raises InputError if a path cannot be used or more than one kind of source is given, and
    EngineError if there is no such engine, or one is named beside an endpoint.

    >>> dataset = open_dataset()
    >>> dataset.bundled, [layer.kind for layer in dataset.layers], len(dataset.store) > 1000
    (True, ['ontology', 'bundled data'], True)
    """
    if sum((bool(paths), store is not None, endpoint is not None)) > 1:
        raise InputError("Give only one of files, a store and an endpoint.")
    if alone and not paths:
        raise InputError("Only files of your own can stand alone; name them.")
    if with_bundled and not paths:
        raise InputError("The bundled data lie beneath files of your own only; name these.")
    if with_bundled and alone:
        raise InputError("Files stand alone or above the bundled data, not both; choose one.")
    # The view of what is stated has an engine of its own.
    own = "oxigraph" if stated_only else engine
    if endpoint is not None:
        dataset = _remote(endpoint, engine)
    elif store is not None:
        dataset = _on_disk(os.fspath(store), own)
    elif paths:
        own_files = _layer(OWN, tuple(os.fspath(path) for path in paths), options)
        layers = [own_files] if alone else [_ontology(), own_files]
        if with_bundled:
            layers.insert(1, _bundled_layer())
        dataset = Dataset(lambda: store_of_files(_files(layers)), layers, engine=own)
    else:
        dataset = _bundled(own)
    return dataset.stated_only_view(engine) if stated_only else dataset


def _ontology() -> Layer:
    return Layer(ONTOLOGY, (bundled_directory("ontology"),), tuple(core_ontology_files()))


def _bundled_layer() -> Layer:
    return _layer(BUNDLED, (bundled_directory("data"),))


def _layer(kind: str, paths: tuple[str, ...], options: ReadOptions = DEFAULT_OPTIONS) -> Layer:
    return Layer(kind, paths, tuple(rdf_files(paths, options)))


def _files(layers: Sequence[Layer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file for layer in layers for file in layer.files))


def _bundled(engine: str) -> Dataset:
    from nemokg.dataset.cache import cached_store

    layers = (_ontology(), _bundled_layer())
    files = _files(layers)
    return Dataset(lambda: cached_store(files), layers, engine=engine, on_disk=True)


def _on_disk(path: str, engine: str) -> Dataset:
    from nemokg.dataset.stores import open_store

    return Dataset(lambda: open_store(path), (Layer(STORE, (path,)),), engine=engine, on_disk=True)


def _remote(url: str, engine: str) -> Dataset:
    if engine != "oxigraph":
        raise EngineError(f"{url} runs the queries itself; leave out the engine {engine}.")
    from nemokg.engine.endpoint import EndpointEngine

    remote = EndpointEngine(url)
    return Dataset(remote.download_store, (Layer(ENDPOINT, (url,)),), engine=remote)
