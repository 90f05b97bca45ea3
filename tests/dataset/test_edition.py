"""In whose name a dataset is published: the bundled one in ours, and no other, however like it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from fake_store import fake_store
from paths import FIXTURES, ROOT
from pyoxigraph import Store
from rdflib import DCAT, DCTERMS, VOID
from served import serving

from nemokg import __version__, export
from nemokg.cite import FORMATS
from nemokg.dataset.edition import UNPUBLISHED
from nemokg.dataset.opening import open_dataset
from nemokg.files import resources
from nemokg.loading import bulk

SMALL = FIXTURES / "shapes/small.ttl"
CLAIM = "tern-sft--initializedFrom--tern-base"
ABOUT = rdflib.URIRef("https://w3id.org/nemokg")
# What speaks of the bundled dataset alone, where it is not said of the ontology.
OURS = (
    "nemokg contributors",
    "CC BY 4.0",
    f"w3id.org/nemokg/{__version__}/",
    "nemokg: a knowledge",
)
# What comes with the package is by us, whichever data lie above it: the ontology, in files of its
# own and within the triples of every dataset, and the mappings, queries and shapes.
PACKAGED = ("ontology.", "shapes.ttl", "nemokg.sssom.tsv", "nemokg-queries.ttl")
TRIPLES = {".ttl", ".nt", ".nq", ".trig", ".jsonld"}
# A shape that any dataset keeps: that the data conform is not what is tested here.
SHAPE = """
@prefix nemo: <https://w3id.org/nemokg/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
nemo:Any a sh:NodeShape ; sh:targetClass nemo:Claim .
"""


class Way(NamedTuple):
    """A way to open a dataset: the options, and whether it is published in our name."""

    options: tuple[str, ...]
    published: bool


@pytest.fixture(scope="module")
def bundled_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put a small dataset in the place of the bundled data; return the root of both."""
    root = tmp_path_factory.mktemp("bundled")
    for name in ("ontology", "shapes", "queries"):
        (root / name).symlink_to(ROOT / name)
    (root / "data").mkdir()
    (root / "data/small.ttl").write_bytes(SMALL.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "_ROOTS", (str(root),))
        yield root


@pytest.fixture(scope="module")
def ways(bundled_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Way]]:
    """Return the ways to the bundled dataset and to a copy of it with one claim changed."""
    folder = tmp_path_factory.mktemp("copy")
    copy = folder / "small.ttl"
    text = (bundled_root / "data/small.ttl").read_text(encoding="utf-8")
    before, claim, after = text.partition(f"claim:{CLAIM} a nemo:Claim")
    copy.write_text(before + claim + after.replace("nemo:stated", "nemo:inferred", 1), "utf-8")
    bulk.make_store(bulk.files_with_ontology([str(copy)]), str(folder / "store"))
    with fake_store() as fake:
        fake.store.extend(open_dataset([copy]).store)
        yield {
            "bundled": Way((), True),
            "data": Way(("--data", str(copy)), False),
            "store": Way(("--store", str(folder / "store")), False),
            "endpoint": Way(("--endpoint", fake.url), False),
        }


@pytest.fixture(params=["bundled", "data", "store", "endpoint"])
def way(request: pytest.FixtureRequest, ways: dict[str, Way]) -> Way:
    """Return each way in turn."""
    return ways[request.param]


def of_void(way: Way, folder: Path, nemokg: Callable[..., object]) -> dict[str, str]:
    """Return the description of the dataset."""
    nemokg("export", "void", "-o", folder / "void.txt", *way.options)
    return read(folder)


def of_cite(way: Way, folder: Path, nemokg: Callable[..., object]) -> dict[str, str]:
    """Return citations of the claim in every format."""
    for form in FORMATS:
        nemokg("cite", CLAIM, "--format", form, "-o", folder / f"{form}.txt", *way.options)
    return read(folder)


def of_site(way: Way, folder: Path, nemokg: Callable[..., object]) -> dict[str, str]:
    """Return the files of the site."""
    nemokg("site", folder, *way.options)
    return read(folder)


def of_release(way: Way, folder: Path, nemokg: Callable[..., object]) -> dict[str, str]:
    """Return the files of a release."""
    shape = folder.with_suffix(".ttl")
    shape.write_text(SHAPE, encoding="utf-8")
    nemokg("build", folder, "--shapes", shape, *way.options)
    return read(folder)


def read(folder: Path) -> dict[str, str]:
    """Return the texts below a folder that speak of the dataset, by path."""
    return {
        name: path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not (name := str(path.relative_to(folder))).startswith(PACKAGED)
        # The triples of a dataset have what its ontology says of itself.
        and not (path.name.startswith("nemokg") and path.suffix in TRIPLES and "void" not in name)
    }


PRODUCTS = {
    "void": of_void,
    "cite": of_cite,
    "site": of_site,
    "release": of_release,
}


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_only_the_bundled_dataset_speaks_in_our_name(
    product: str, way: Way, tmp_path: Path, nemokg: Callable[..., object]
) -> None:
    """No description, citation, page or release of a copy with a claim changed has our name."""
    folder = tmp_path / "out"
    if product in ("void", "cite"):
        folder.mkdir()
    texts = PRODUCTS[product](way, folder, nemokg)
    assert texts
    found = {name: [word for word in OURS if word in text] for name, text in texts.items()}
    if way.published:
        assert any(found.values())
    else:
        assert {name: words for name, words in found.items() if words} == {}


def test_a_served_copy_does_not_speak_in_our_name(way: Way) -> None:
    """Nothing that a server says of a copy, of itself or of a claim has our name or version."""
    with serving("--no-explorer", *way.options) as server:
        get = server.client.get
        end = time.monotonic() + 60
        while (void := get("/.well-known/void")).status_code != 200:
            assert time.monotonic() < end, "the description does not come"
            time.sleep(0.1)
        graph = rdflib.Graph().parse(data=void.text, format="turtle", publicID=str(void.url))
        (about,) = set(graph.subjects(VOID.classPartition))
        assert (about == ABOUT) is way.published
        assert len(set(graph.objects(about, VOID.sparqlEndpoint))) == 1
        for term in (DCTERMS.license, DCTERMS.creator, DCAT.distribution, VOID.uriSpace):
            assert ((about, term, None) in graph) is way.published
        service = get("/sparql", headers={"Accept": "text/turtle"}).text
        assert ("https://w3id.org/nemokg>" in service) is way.published
        info = get("/api/openapi.json").json()["info"]
        assert ("license" in info, info["title"] == UNPUBLISHED.title) == (
            way.published,
            not way.published,
        )
        name = CLAIM if not way.published else "coding-teacher--initializedFrom--stem-teacher"
        cited = get(f"/api/cite/{name}").text
        assert any(word in cited for word in OURS) is way.published
        versioned = get(f"/{__version__}/claim/{name}", headers={"Accept": "text/turtle"})
        assert versioned.status_code == (303 if way.published else 404)


def test_the_files_of_the_bundled_data_are_anybodys(bundled_root: Path) -> None:
    """Data are the bundled ones by how they were opened: the same file, given by name, is not."""
    bundled, named = open_dataset(), open_dataset([bundled_root / "data"])
    assert (bundled.published, named.published) == (True, False)
    assert export.render_dataset(bundled, "nt") == export.render_dataset(named, "nt")
    assert export.render_dataset(bundled, "void") != export.render_dataset(named, "void")


def test_a_view_is_cited_as_what_it_is_a_view_of() -> None:
    """The claims of a view are those of the dataset; its triples, like those of a part, are not."""
    dataset = open_dataset()
    view, part = dataset.stated_only_view(), dataset.part_in_store(Store())
    assert dataset.edition.version == __version__
    assert (view.edition, part.edition) == (dataset.edition, UNPUBLISHED)
    assert (view.published, part.published) == (False, False)
    assert part.stated_only_view().edition == UNPUBLISHED
