"""Opening a dataset: its layers, the engine that runs its queries, and who publishes it.

A dataset is a stack of layers: the ontology, the data that all pipelines share, and on top of them
the bundled pipelines, a user's own files, or these above the bundled ones; or a store, local or
remote, that contains them. Whether it is the bundled one is known from how it was opened, never
from its triples.
"""

from __future__ import annotations

import os

from pyoxigraph import NamedNode, Store

from nemokg.dataset.layers import (
    BUNDLED,
    ENDPOINT,
    ONTOLOGY,
    OWN,
    SHARED,
    STORE,
    Layer,
    check_choice_of_layers,
    file_layers,
    files_of_layers,
)
from nemokg.dataset.reading import store_of_files
from nemokg.dataset.sources import DEFAULT_OPTIONS, ReadOptions
from nemokg.engine import make_engine
from nemokg.errors import EngineError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nemokg.dataset.edition import Edition
    from nemokg.dataset.ownership import Ownership
    from nemokg.engine.protocol import Engine


class Dataset:
    """Triples to query and to write, and what is known about them. Returned by `open_dataset`.

    `layers` are its layers, the lowest first. `engine` runs its queries, wherever it is; `store`
    has every triple. `stated` says that it is the stated-only view, `part` that it is a selection
    from its layers, `entailed` that what its triples entail is added to them, and `on_disk` that
    the store is on disk.

    A store on its own is also a dataset, of unknown origin.

    >>> dataset = Dataset(Store())
    >>> dataset.bundled, dataset.engine.ask("ASK { ?s ?p ?o }")
    (False, False)
    """

    __slots__ = (
        "_edition", "_entailed", "_open", "_ownership", "_shared", "engine", "layers", "on_disk",
        "part", "stated",
    )  # fmt: skip

    def __init__(
        self,
        store: Store | Callable[[], Store],
        layers: Sequence[Layer] = (),
        *,
        engine: str | Engine = "oxigraph",
        stated: bool = False,
        part: bool = False,
        entailed: bool = False,
        on_disk: bool = False,
    ) -> None:
        self._open = _Opener(store)
        self.layers = tuple(layers)
        self.engine: Engine = make_engine(engine, self._open) if isinstance(engine, str) else engine
        self.stated = stated
        self.part = part
        self._entailed = entailed
        self.on_disk = on_disk
        self._edition: Edition | None = None
        self._ownership: Ownership | None = None
        shared = [layer for layer in self.layers if layer.kind == SHARED]
        self._shared = _Opener(lambda: store_of_files(files_of_layers(shared)))

    @property
    def store(self) -> Store:
        """Every triple: read from the files, or fetched from the endpoint, when first needed."""
        return self._open()

    @property
    def files(self) -> tuple[str, ...]:
        """The files of all layers, each once."""
        return files_of_layers(self.layers)

    def has_layer(self, kind: str) -> bool:
        """Whether a layer of this kind is among its layers.

        A store and an endpoint are layers of unknown contents.

        >>> open_dataset().has_layer("bundled data"), open_dataset().has_layer("own files")
        (True, False)
        """
        return any(layer.kind == kind for layer in self.layers)

    @property
    def origin(self) -> tuple[str, ...]:
        """What it was opened from: paths, or the URL of an endpoint."""
        return self.layers[-1].paths if self.layers else ()

    @property
    def remote(self) -> bool:
        """Whether it is remote, so that its triples are fetched only if all of them are needed."""
        return self.has_layer(ENDPOINT) and not self._changed

    @property
    def entailed(self) -> bool:
        """Whether its triples have what they entail among them; a store may be made so.

        >>> open_dataset().entailed, open_dataset(entailed=True).entailed
        (False, True)
        """
        if self._entailed or self.store_directory is None:
            return self._entailed
        from nemokg.dataset.views import entailed_graph

        return entailed_graph(self.store) is not None

    @property
    def _changed(self) -> bool:
        """Whether it is a view or a part of its layers."""
        return self.stated or self.part or self._entailed

    @property
    def store_directory(self) -> str | None:
        """The directory of the store on disk that holds all of this dataset, if one does."""
        return self.origin[0] if self.has_layer(STORE) and not self._changed else None

    @property
    def bundled(self) -> bool:
        """Whether it is the bundled dataset or the stated-only view of it, but not a part.

        >>> open_dataset().bundled, open_dataset().part_in_store(Store()).bundled
        (True, False)
        """
        kinds = {layer.kind for layer in self.layers}
        return not self.part and kinds == {ONTOLOGY, SHARED, BUNDLED}

    @property
    def published(self) -> bool:
        """Whether it is exactly what its publisher describes, and not a view or part of it.

        >>> open_dataset().published, open_dataset(stated_only=True).published
        (True, False)
        """
        return self.edition.iri is not None and not (self.stated or self.part or self.entailed)

    @property
    def edition(self) -> Edition:
        """What it is cited as: the bundled edition, the one that its data describe, or unpublished.

        >>> open_dataset().edition.authors, Dataset(Store()).edition.authors
        (('nemokg contributors',), ())
        """
        from nemokg.dataset.edition import UNPUBLISHED, bundled_edition, described_edition

        if self._edition is None:
            if self.part or (self.has_layer(BUNDLED) and self.has_layer(OWN)):
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

    @property
    def has_own_part(self) -> bool:
        """Whether it has files of somebody's own above what all datasets share, and nothing else.

        >>> open_dataset().has_own_part
        False
        """
        return self.has_layer(OWN) and self.has_layer(ONTOLOGY) and not self.has_layer(BUNDLED)

    @property
    def ownership(self) -> Ownership:
        """Which of its triples are its authors' own, and which shared ones go with them."""
        if self._ownership is None:
            from nemokg.dataset.ownership import Ownership, divided_store

            self._ownership = (
                divided_store(self.store, self.layers_below().store, self._shared())
                if self.has_own_part
                else Ownership(self.store, Store())
            )
        return self._ownership

    def layers_below(self, uppermost: int = 1) -> Dataset:
        """Return the dataset without its uppermost layers, seen in the same way.

        >>> open_dataset().layers_below().has_layer("bundled data")
        False
        """
        layers = self.layers[: len(self.layers) - uppermost]
        below = _in_memory(layers, "oxigraph")
        if self.stated:
            below = below.stated_only_view()
        return below.entailed_view() if self.entailed else below

    def edition_of(self, resource: str) -> Edition:
        """Return the edition in which a resource is cited: that of nemokg for the shared data.

        >>> dataset = open_dataset()
        >>> dataset.edition_of("https://w3id.org/nemokg/quantity/unit-one") == dataset.edition
        True
        """
        from nemokg.dataset.edition import bundled_edition

        if self.has_own_part:
            shared = self._shared().quads_for_pattern(NamedNode(resource), None, None)
            if next(shared, None) is not None:
                return bundled_edition(self.engine)
        return self.edition

    def published_part(self) -> Dataset:
        """Return what is published of it: itself, or own files with the shared terms that they use.

        The ontology is still there to be asked, but exports leave it out: see `ownership`.
        """
        if not self.has_own_part:
            return self
        from nemokg.dataset.ownership import published_store

        published = Dataset(
            lambda: published_store(self.store, self._shared(), self.ownership.carried),
            self.layers,
            stated=self.stated,
            part=self.part,
            entailed=self.entailed,
        )
        published._ownership = self.ownership
        return published

    def part_in_store(self, store: Store) -> Dataset:
        """Return the dataset of a store that contains a part of this one."""
        return Dataset(store, self.layers, stated=self.stated, part=True)

    def asserted_view(self) -> Dataset:
        """Return it without what its triples entail: itself, if they are not among them."""
        if not self.entailed:
            return self
        from nemokg.dataset.views import asserted_store

        open_ = self._open
        return Dataset(
            lambda: asserted_store(open_()), self.layers, stated=self.stated, part=self.part
        )

    def stated_only_view(self, engine: str = "oxigraph") -> Dataset:
        """Return the stated-only view, which is built when its triples are first needed.

        If what its triples entail is among them, the view has what is stated and what this entails.
        """
        from nemokg.dataset.views import stated_only_store

        if self.entailed:
            return self.asserted_view().stated_only_view().entailed_view(engine)
        open_ = self._open
        return Dataset(
            lambda: stated_only_store(open_()),
            self.layers,
            engine=engine,
            stated=True,
            part=self.part,
        )

    def entailed_view(self, engine: str = "oxigraph") -> Dataset:
        """Return it with what its triples entail, which is computed when they are first needed."""
        from nemokg.dataset.views import entailed_store

        open_ = self._open
        return Dataset(
            lambda: entailed_store(open_(), self.stated),
            self.layers,
            engine=engine,
            stated=self.stated,
            part=self.part,
            entailed=True,
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
    entailed: bool = False,
    engine: str = "oxigraph",
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Dataset:
    """Open a dataset: ontology and shared data, and above them the files at the paths, or our data.

    With `with_bundled`, the bundled pipelines lie beneath the files too, and with `alone` nothing;
    each file is read once, whatever names it. `options` say how they are read. Instead of paths,
    `store` names the directory of a store created by ``nemokg load``, and `endpoint` the URL of a
    SPARQL 1.1 endpoint. The store may be read-only. Triples are read when they are first needed;
    InputError and RdfSyntaxError for a malformed file are raised then.
    With `entailed`, what follows from the triples by the axioms of their ontology is added to them.

    Raises InputError if a path cannot be used or more than one kind of source is given, and
    EngineError if there is no such engine, or one or `entailed` is given beside an endpoint.

    >>> dataset = open_dataset()
    >>> dataset.bundled, [layer.kind for layer in dataset.layers], len(dataset.store) > 1000
    (True, ['ontology', 'shared data', 'bundled data'], True)
    """
    if sum((bool(paths), store is not None, endpoint is not None)) > 1:
        raise InputError("Give only one of files, a store and an endpoint.")
    check_choice_of_layers(paths, with_bundled, alone)
    if entailed and endpoint is not None:
        raise EngineError(
            f"{endpoint} answers from what it holds, and nothing is added there; fill it with"
            " `nemokg load --entailed`, or give files or a store."
        )
    # A view has an engine of its own.
    own = "oxigraph" if stated_only or entailed else engine
    named = [os.fspath(path) for path in paths]
    if endpoint is not None:
        dataset = _remote(endpoint, engine)
    elif store is not None:
        dataset = _on_disk(os.fspath(store), own)
    else:
        layers = file_layers(named, with_bundled=with_bundled, alone=alone, options=options)
        dataset = _in_memory(layers, own) if named else _bundled(layers, own)
    if stated_only:
        dataset = dataset.stated_only_view("oxigraph" if entailed else engine)
    return dataset.entailed_view(engine) if entailed else dataset


def _in_memory(layers: Sequence[Layer], engine: str) -> Dataset:
    return Dataset(lambda: store_of_files(files_of_layers(layers)), layers, engine=engine)


def _bundled(layers: Sequence[Layer], engine: str) -> Dataset:
    from nemokg.dataset.cache import cached_store

    files = files_of_layers(layers)
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
