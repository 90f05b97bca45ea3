"""The layers of a dataset: the ontology, what all pipelines share, ours, and a user's own files."""

from __future__ import annotations

import os

from nemokg.dataset.reading import core_ontology_files, rdf_files
from nemokg.dataset.sources import DEFAULT_OPTIONS, STDIN, ReadOptions
from nemokg.errors import InputError
from nemokg.files.resources import bundled_directory
from nemokg.rdf.results import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ONTOLOGY = "ontology"
SHARED = "shared data"
BUNDLED = "bundled data"
OWN = "own files"
STORE = "store"
ENDPOINT = "endpoint"
FILE_LAYERS = (ONTOLOGY, SHARED, BUNDLED, OWN)


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


def file_layers(
    paths: Sequence[str] = (),
    *,
    with_bundled: bool = False,
    alone: bool = False,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> tuple[Layer, ...]:
    """Return the layers that files at the paths make with ours, the lowest first.

    Beneath the files lie the ontology and the shared data; with `with_bundled` the bundled
    pipelines too, and with `alone` nothing. Without paths, the bundled pipelines are uppermost.
    Each file is in one layer, the uppermost of those that have it, whatever the paths that lead to
    it. `options` say how the files at the paths are read.

    Raises InputError if a path cannot be used, and where `alone` or `with_bundled` does not go with
    the rest.

    >>> [layer.kind for layer in file_layers()]
    ['ontology', 'shared data', 'bundled data']
    >>> shared = os.path.join(bundled_directory("data"), "shared")
    >>> [(layer.kind, len(layer.files) > 1) for layer in file_layers([shared])][1:]
    [('shared data', False), ('own files', True)]
    """
    check_choice_of_layers(paths, with_bundled, alone)
    layers = [] if alone else [_ontology_layer(), *_data_layers()]
    if not paths:
        return tuple(layers)
    kinds = (ONTOLOGY, SHARED, BUNDLED) if with_bundled else (ONTOLOGY, SHARED)
    own = Layer(OWN, tuple(paths), tuple(rdf_files(paths, options)))
    return _without_repeated_files([*(each for each in layers if each.kind in kinds), own])


def check_choice_of_layers(paths: Sequence[object], with_bundled: bool, alone: bool) -> None:
    """Raise InputError where `alone` or `with_bundled` does not go with the rest."""
    if alone and not paths:
        raise InputError("Only files of your own can stand alone; name them.")
    if with_bundled and not paths:
        raise InputError("The bundled data lie beneath files of your own only; name these.")
    if with_bundled and alone:
        raise InputError("Files stand alone or above the bundled data, not both; choose one.")


def files_of_layers(layers: Iterable[Layer]) -> tuple[str, ...]:
    """Return the files of layers, each once, those of the lowest layer first."""
    return tuple(dict.fromkeys(file for layer in layers for file in layer.files))


def _ontology_layer() -> Layer:
    return Layer(ONTOLOGY, (bundled_directory("ontology"),), tuple(core_ontology_files()))


def _data_layers() -> list[Layer]:
    """Return the layers of our data: what lies in ``data/shared``, and the pipelines beside it."""
    data = bundled_directory("data")
    shared = os.path.join(data, "shared", "")
    files: dict[str, list[str]] = {SHARED: [], BUNDLED: []}
    for file in rdf_files([data]):
        files[SHARED if file.startswith(shared) else BUNDLED].append(file)
    paths = {SHARED: shared.removesuffix(os.sep), BUNDLED: data}
    return [Layer(kind, (paths[kind],), tuple(files[kind])) for kind in files]


def _without_repeated_files(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Leave each file to the uppermost layer that has it, by whichever path."""
    known: set[str] = set()
    above: list[Layer] = []
    for layer in reversed(layers):
        files = []
        for file in layer.files:
            place = file if file == STDIN else os.path.realpath(file)
            if place not in known:
                known.add(place)
                files.append(file)
        above.append(Layer(layer.kind, layer.paths, tuple(files)))
    return tuple(reversed(above))
