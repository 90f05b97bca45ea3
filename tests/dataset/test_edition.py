"""In whose name a dataset is published: the bundled one in ours, others in their own or in none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rdflib
from fake_store import fake_store
from paths import FIXTURES, ROOT
from pyoxigraph import RdfFormat, Store
from rdflib import DCAT, DCTERMS, VOID
from served import serving

from nemokg import __version__, export
from nemokg.cite import FORMATS
from nemokg.dataset.edition import UNPUBLISHED
from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.files import resources
from nemokg.loading import bulk
from nemokg.rdf.vocab import PREFIXES

# The small dataset, and what it says of itself.
SMALL, MARK, DESCRIPTION = (
    (FIXTURES / "shapes/small.ttl")
    .read_text(encoding="utf-8")
    .partition("# What the dataset says of itself.")
)
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


# A dataset of others is in a namespace of theirs, and says who they are.
ELSEWHERE = re.sub(
    r"<https://w3id\.org/nemokg/([a-z]+)/>", r"<https://example.org/waders/\1/>", SMALL
)
THEIRS = "Waders of the marsh", "Tern Lab"


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
    (root / "data/small.ttl").write_text(SMALL, encoding="utf-8")
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


def of_void(
    way: Way, folder: Path, nemokg: Callable[..., object], claim: str = CLAIM
) -> dict[str, str]:
    """Return the description of the dataset."""
    nemokg("export", "void", "-o", folder / "void.txt", *way.options)
    return read(folder)


def of_cite(
    way: Way, folder: Path, nemokg: Callable[..., object], claim: str = CLAIM
) -> dict[str, str]:
    """Return citations of the claim in every format."""
    for form in FORMATS:
        nemokg("cite", claim, "--format", form, "-o", folder / f"{form}.txt", *way.options)
    return read(folder)


def of_site(
    way: Way, folder: Path, nemokg: Callable[..., object], claim: str = CLAIM
) -> dict[str, str]:
    """Return the files of the site."""
    nemokg("site", folder, *way.options)
    return read(folder)


def of_release(
    way: Way, folder: Path, nemokg: Callable[..., object], claim: str = CLAIM
) -> dict[str, str]:
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
    assert {*bundled.layers[-1].files} == {*named.layers[-1].files}
    assert export.render_dataset(bundled, "void") != export.render_dataset(named, "void")


def test_a_view_is_cited_as_what_it_is_a_view_of() -> None:
    """The claims of a view are those of the dataset; its triples, like those of a part, are not."""
    dataset = open_dataset()
    view, part = dataset.stated_only_view(), dataset.part_in_store(Store())
    assert dataset.edition.version == __version__
    assert (view.edition, part.edition) == (dataset.edition, UNPUBLISHED)
    assert (view.published, part.published) == (False, False)
    assert part.stated_only_view().edition == UNPUBLISHED


@pytest.fixture(scope="module", params=["data", "store", "endpoint"])
def theirs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, ...]]:
    """Return the options of each way to a dataset that others describe."""
    folder = tmp_path_factory.mktemp("theirs")
    file = folder / "waders.ttl"
    file.write_text(ELSEWHERE + MARK + DESCRIPTION, encoding="utf-8")
    if request.param == "data":
        yield ("--data", str(file))
    elif request.param == "store":
        bulk.make_store(bulk.files_with_ontology([str(file)]), str(folder / "store"))
        yield ("--store", str(folder / "store"))
    else:
        with fake_store() as fake:
            fake.store.extend(open_dataset([file]).store)
            yield ("--endpoint", fake.url)


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_dataset_of_others_speaks_in_their_name(
    product: str, theirs: tuple[str, ...], tmp_path: Path, nemokg: Callable[..., object]
) -> None:
    """What describes itself is described, cited, shown and released in its name, never in ours."""
    folder = tmp_path / "out"
    if product in ("void", "cite"):
        folder.mkdir()
    claim = f"https://example.org/waders/claim/{CLAIM}"
    texts = PRODUCTS[product](Way(theirs, False), folder, nemokg, claim)
    assert {name: words for name in texts if (words := [w for w in OURS if w in texts[name]])} == {}
    described = [name for name, text in texts.items() if all(word in text for word in THEIRS)]
    assert described
    if product == "cite":
        assert {*described, "nanopub.txt"} == set(texts)
        assert "<https://example.org/waders/agent/tern-lab>" in texts["nanopub.txt"]


def test_a_dataset_of_others_is_served_in_their_name(theirs: tuple[str, ...]) -> None:
    """A server describes what it serves by its IRI, licence and creators."""
    with serving("--no-explorer", *theirs) as server:
        get = server.client.get
        info = get("/api/openapi.json").json()["info"]
        assert (info["title"], info["license"]["name"]) == (THEIRS[0], "CC0 1.0")
        assert "<https://example.org/waders>" in get(
            "/sparql", headers={"Accept": "text/turtle"}
        ).text  # fmt: skip


def test_others_validate_and_ask_in_their_namespace(
    tmp_path: Path, nemokg: Callable[..., Any]
) -> None:
    """Data in a namespace of one's own conform, follow, and are found by any of their IRIs."""
    file = tmp_path / "waders.ttl"
    file.write_text(ELSEWHERE + MARK + DESCRIPTION, encoding="utf-8")
    for command in (
        ("validate",),
        ("reason",),
        ("explain", f"https://example.org/waders/claim/{CLAIM}"),
        ("lineage", "https://example.org/waders/model/tern-8b"),
        ("export", "csv"),
        ("export", "svg"),
    ):
        outcome = nemokg(*command, "--data", file)
        assert (outcome.code, outcome.err) == (0, ""), command
        if command[0] not in ("validate", "reason"):
            assert "example.org/waders/" in outcome.out, command
    asked = ("query", "starts-of-model", "--data", file, "--format", "csv", "--param")
    own = nemokg(*asked, "model=https://example.org/waders/model/tern-sft")
    assert (own.code, own.out.count("example.org/waders/claim/") > 0) == (0, True)
    local = nemokg(*asked, "model=tern-sft")
    assert local.code == 2
    assert "Did you mean " in local.err
    assert "https://example.org/waders/model/tern-sft" in local.err


@pytest.mark.parametrize("second", ["<urn:x:b> a dcat:Dataset ; dcterms:title 'More' .", ""])
def test_several_descriptions_are_none(second: str) -> None:
    """Data with two descriptions are unpublished, and other data beside one do not matter."""
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("dcat", "dcterms", "nemo"))
    store = Store()
    first = "<urn:x:it> a dcat:Dataset ; dcterms:title 'It' ; dcterms:creator 'A', 'B' ."
    training = "<urn:x:pool> a dcat:Dataset , nemo:TrainingData ; dcterms:title 'Pool' ."
    store.load(f"{head}{first} {training} {second}", RdfFormat.TURTLE)
    edition = Dataset(store).edition
    if "More" in second:
        assert edition == UNPUBLISHED
    else:
        assert (edition.iri, [name for _, name in edition.creators]) == ("urn:x:it", ["A", "B"])


@pytest.mark.parametrize("form", [*FORMATS, "void"])
def test_a_poor_description_is_taken_as_it_is(
    tmp_path: Path, nemokg: Callable[..., Any], form: str
) -> None:
    """Creators without an IRI are named, and a licence or date that is none is left out."""
    file = tmp_path / "waders.ttl"
    poor = re.sub(r"<\S+agent/tern-lab> ;", '"Tern Lab" , "<b>" ;', DESCRIPTION, count=1)
    poor = poor.replace("<https://creativecommons.org/publicdomain/zero/1.0/>", '"CC0"')
    file.write_text(ELSEWHERE + MARK + poor.replace('"2026-11-01"^^xsd:date', '"autumn"'), "utf-8")
    claim = f"https://example.org/waders/claim/{CLAIM}"
    command = ("export", "void") if form == "void" else ("cite", claim, "--format", form)
    outcome = nemokg(*command, "--data", file)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Tern Lab" in outcome.out
    assert "CC0" not in outcome.out
    assert "autumn" not in outcome.out


def test_the_bundled_data_lie_beneath_own_files_on_request(
    bundled_root: Path, tmp_path: Path, nemokg: Callable[..., Any]
) -> None:
    """With --with-bundled, own files and the bundled data are one dataset, in nobody's name."""
    file = tmp_path / "waders.ttl"
    file.write_text(ELSEWHERE + MARK + DESCRIPTION, encoding="utf-8")
    both = open_dataset([file], with_bundled=True)
    assert [layer.kind for layer in both.layers] == [
        "ontology",
        "shared data",
        "bundled data",
        "own files",
    ]
    assert (both.bundled, both.published, both.edition) == (False, False, UNPUBLISHED)
    named, ours, theirs_ = (
        {quad for quad in opened.store if "_:" not in str(quad)}
        for opened in (both, open_dataset(), open_dataset([file]))
    )
    assert named == ours | theirs_
    rows = nemokg("query", "edges", "--data", file, "--with-bundled", "--format", "csv").out
    names = [row.partition(",")[0] for row in rows.splitlines()[1:]]
    theirs = [name for name in names if name.startswith("https://example.org/")]
    assert len(names) == 2 * len(theirs) > 0
    assert nemokg("validate", "--data", file, "--with-bundled").code == 0


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--with-bundled",), "lie beneath files of your own only"),
        (("--with-bundled", "--alone", "--data", "a.ttl"), "not both; choose one"),
        (("--with-bundled", "--store", "s"), "lie beneath files of your own only"),
    ],
)
def test_the_bundled_data_lie_beneath_nothing_else(
    nemokg: Callable[..., Any], options: tuple[str, ...], problem: str
) -> None:
    """Without files of one's own, and with --alone, --with-bundled is refused in one sentence."""
    outcome = nemokg("validate", *options)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert problem in outcome.err
