"""A dataset of others, in a namespace of theirs: all that is done with it is done in their name."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from paths import FIXTURES, ROOT
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from served import serving

from nemokg import __version__
from nemokg.cite import FORMATS as CITATIONS
from nemokg.dataset.opening import open_dataset
from nemokg.export import FORMATS
from nemokg.site.paths import resource_page_path
from nemokg.validation.validate import validate_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BIRDS = FIXTURES / "outside/birds.ttl"
HOME = "https://example.org/birds"
MODEL = f"{HOME}/model/heron-final"
CLAIM = f"{HOME}/claim/heron-final--initializedFrom--heron-sft"
TECHNIQUE = "https://w3id.org/nemokg/algorithm/grpo"
THEIRS = ("Birds of the marsh", "Heron Lab")
# What only the dataset that comes with the package says of itself.
OURS = (
    "nemokg contributors",
    "CC BY 4.0",
    "creativecommons.org/licenses/by/4.0",
    "a knowledge graph of how language models are post-trained",
    f"w3id.org/nemokg/{__version__}/",
)
# These are parts of the package, beside the dataset: its ontology, shapes, mappings and queries.
PACKAGED = re.compile(r"ontology\.\w+|shapes\.ttl|nemokg\.sssom\.tsv|nemokg-queries\.ttl")
TERMS = {
    f"https://w3id.org/nemokg/{name}"
    for name in (
        "algorithm/grpo", "algorithm/training-technique", "benchmark/gpqa", "model/deepseek-r1",
        "quantity/kind-active-parameters", "quantity/unit-parameters", "quantity/unit-percent",
    )
}  # fmt: skip


def speaking_for_us(texts: dict[str, str]) -> dict[str, list[str]]:
    """Return the words of ours in each text, apart from those about the shared terms it carries."""
    found = {}
    for name, text in texts.items():
        if PACKAGED.fullmatch(name):
            continue
        if name.endswith(("void", "void.ttl")):
            text = "".join(block for block in text.split("\n\n") if not is_about_shared(block))
        elif name == "manifest.json":
            text = json.dumps({**json.loads(text), "carried": None})
        if words := [word for word in OURS if word in text]:
            found[name] = words
    return found


def is_about_shared(block: str) -> bool:
    """Return whether a block of a description is about the shared terms, or about their author."""
    return block.startswith(("_:shared ", "<https://w3id.org/nemokg/contributors>"))


def texts_below(folder: Path) -> dict[str, str]:
    """Return the files of a folder as texts, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


def subjects(triples: Iterable[Any]) -> set[str]:
    """Return the IRIs of the subjects of triples."""
    return {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}


@pytest.fixture
def birds(nemokg: Callable[..., Any]) -> Callable[..., str]:
    """Return what runs a command over the dataset, expects success, and returns what it prints."""

    def run(*arguments: object) -> str:
        outcome = nemokg(*arguments, "--data", BIRDS)
        assert (outcome.code, outcome.err) == (0, ""), arguments
        return str(outcome.out)

    return run


def test_validate(birds: Callable[..., str]) -> None:
    """It conforms, by its own claims and the terms that it shares."""
    assert birds("validate").startswith("conforms: 8 claims")


def test_reason(birds: Callable[..., str]) -> None:
    """It entails something, and does not contradict itself."""
    assert birds("reason").endswith("no contradiction\n")


def test_query(birds: Callable[..., str]) -> None:
    """Its models, claims and lineages are found by their IRIs, and shared terms by their names."""
    starts = birds("query", "starts-of-model", "--format", "csv", "--param", f"model={MODEL}")
    assert CLAIM in starts
    users = birds("query", "users-of-algorithm", "--format", "csv", "--param", "algorithm=grpo")
    assert f"{HOME}/model/heron-sft" in users
    assert "Heron SFT" in birds("lineage", MODEL)
    assert "supported by" in birds("explain", CLAIM)


def test_info(birds: Callable[..., str]) -> None:
    """Counted are its own claims and models; how much lies beneath is said apart."""
    info = json.loads(birds("info", "--format", "json"))
    own = len(list(parse(path=str(BIRDS), format=RdfFormat.TURTLE)))
    assert next(iter(info["layer_triples"].items())) == ("own files", own)
    assert list(info["layer_triples"]) == ["own files", "shared data", "ontology"]
    assert info["counts"]["classes"]["nemo:Model"] == 4
    assert "nemo:Algorithm" not in info["counts"]["classes"]


@pytest.mark.parametrize("form", CITATIONS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_cite(birds: Callable[..., str], form: str) -> None:
    """One claim, and all of them, are cited as theirs."""
    for named in (CLAIM, "--all"):
        text = birds("cite", named, "--format", form)
        assert speaking_for_us({form: text}) == {}
        assert THEIRS[0] in text or "<https://example.org/birds/agent/heron-lab>" in text


@pytest.mark.parametrize("form", FORMATS)
def test_export(birds: Callable[..., str], form: str) -> None:
    """No format has our name; formats of RDF have what is theirs and the terms that it needs."""
    text = birds("export", form)
    assert speaking_for_us({form: text}) == {}
    syntaxes = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "nq": RdfFormat.N_QUADS,
                "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}  # fmt: skip
    if form in syntaxes:
        described = subjects(parse(text, syntaxes[form]))
        own = subjects(parse(path=str(BIRDS), format=RdfFormat.TURTLE))
        assert own <= described
        assert described > TERMS
        assert all(iri.startswith("https://w3id.org/nemokg/") for iri in described - own)
        assert "https://w3id.org/nemokg/ontology" not in described
        assert "https://w3id.org/nemokg/model/glm-5" not in described


def test_an_export_stands_on_the_ontology_alone(
    birds: Callable[..., str], nemokg: Callable[..., Any], tmp_path: Path
) -> None:
    """Whoever reads what is published needs our ontology and shapes, and no data of ours."""
    file = tmp_path / "published.ttl"
    birds("export", "ttl", "--output", file)
    given = (file, ROOT / "ontology/nemokg.ttl")
    outcome = nemokg("validate", "--alone", "--shapes", ROOT / "shapes", "--data", *given)
    assert (outcome.code, outcome.err) == (0, ""), outcome.out
    again = nemokg("export", "ttl", "--data", file)
    assert again.out == file.read_text(encoding="utf-8")


def test_describe(birds: Callable[..., str]) -> None:
    """The description is of their dataset, by their count, and of the shared terms as ours."""
    text = birds("export", "void")
    theirs, ours = Store(), Store()
    for block in text.split("\n\n"):
        prefixes = text.partition("\n\n")[0]
        (ours if is_about_shared(block) else theirs).load(f"{prefixes}\n{block}", RdfFormat.TURTLE)
    ask = """PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#>
    SELECT ?title ?licence ?triples {
      ?dataset dcterms:title ?title ; dcterms:license ?licence ; void:triples ?triples }"""
    ((title, licence, triples),) = theirs.query(ask)  # type: ignore[misc]
    assert (title.value, licence.value) == (
        THEIRS[0],
        "https://creativecommons.org/publicdomain/zero/1.0/",
    )
    own = len(list(parse(path=str(BIRDS), format=RdfFormat.TURTLE)))
    assert int(triples.value) == own
    ((title, licence, triples),) = ours.query(ask)  # type: ignore[misc]
    assert title.value.startswith("Shared terms of nemokg")
    assert licence.value == "https://creativecommons.org/licenses/by/4.0/"
    assert own + int(triples.value) == birds("export", "nt").count("\n")


def test_site(birds: Callable[..., str], tmp_path: Path) -> None:
    """The site is theirs on every page, and has pages of their resources, linked from ours."""
    birds("site", tmp_path)
    texts = texts_below(tmp_path)
    # The page asks all layers, whose ontology says who made it.
    assert speaking_for_us({n: t for n, t in texts.items() if n != "data/nemokg.ttl"}) == {}
    for iri in (MODEL, CLAIM, TECHNIQUE, HOME):
        assert f"<code>{iri}</code>" in texts[resource_page_path(iri)]
        assert THEIRS[0] in texts[resource_page_path(iri)]
    assert f'href="../{resource_page_path(f"{HOME}/model/heron-sft")}"' in texts[
        resource_page_path("https://w3id.org/nemokg/model/deepseek-r1")
    ]  # fmt: skip
    assert f'href="{resource_page_path(MODEL)}"' in texts["index.html"]


def test_site_in_one_file(birds: Callable[..., str], tmp_path: Path) -> None:
    """In the single file, links to their resources lead to the IRIs."""
    birds("site", "--single", tmp_path / "birds.html")
    page = (tmp_path / "birds.html").read_text(encoding="utf-8")
    assert speaking_for_us({"birds.html": page}) == {}
    assert f'href="{MODEL}"' in page
    assert 'href="resource/' not in page


def test_serve() -> None:
    """The server describes, cites and shows their resources, whatever their IRIs, as theirs."""
    with serving("--data", str(BIRDS)) as server:
        get = server.client.get
        end = time.monotonic() + 120
        while get("/").status_code != 200:
            assert time.monotonic() < end, "the pages do not come"
            time.sleep(0.2)
        turtle = {"Accept": "text/turtle"}
        said = {
            "void": get("/.well-known/void").text,
            "sparql": get("/sparql", headers=turtle).text,
            "openapi": get("/api/openapi.json").text,
            "cite": get(f"/api/cite/{quote(CLAIM, safe='')}").text,
            "page": get(f"/resource?iri={quote(MODEL, safe='')}", follow_redirects=True).text,
            "model": get("/model/heron-final", follow_redirects=True).text,
        }
        assert speaking_for_us(said) == {}
        for name in ("void", "openapi", "cite", "page", "model"):
            assert THEIRS[0] in said[name], name
        assert f"<{HOME}>" in said["sparql"]
        data = get(f"/resource?iri={quote(MODEL, safe='')}", headers=turtle, follow_redirects=True)
        assert MODEL in subjects(parse(data.text, RdfFormat.TURTLE))
        shared = get("/algorithm/grpo", headers=turtle, follow_redirects=True)
        assert TECHNIQUE in subjects(parse(shared.text, RdfFormat.TURTLE))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_build(birds: Callable[..., str], tmp_path: Path) -> None:
    """A release has nothing in our name, and its manifest says what it carries of ours."""
    birds("build", tmp_path / "release")
    texts = texts_below(tmp_path / "release")
    assert speaking_for_us(texts) == {}
    manifest = json.loads(texts["manifest.json"])
    assert (manifest["dataset"], manifest["edition"]) == (THEIRS[0], "3.1")
    assert manifest["claims"] == 8
    assert manifest["carried"]["dataset"] == "https://w3id.org/nemokg"
    assert manifest["carried"]["edition"] == __version__
    assert manifest["carried"]["license"].endswith("/by/4.0/")
    assert manifest["triples"] + manifest["carried"]["triples"] == texts["nemokg.nt"].count("\n")
    about = subjects(parse(texts["entailed.nt"], RdfFormat.N_TRIPLES))
    assert about
    assert "https://w3id.org/nemokg/model/glm-5" not in about


def test_two_publishers_do_not_disagree(tmp_path: Path) -> None:
    """Datasets that two authors published conform together, and the whole is nobody's."""
    other = tmp_path / "other.ttl"
    other.write_text(
        """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/others> a dcat:Dataset ; dcterms:title "Others"@en ;
    dcterms:creator "A. Wader" ; dcterms:issued "2026-11-01"^^xsd:date ; dcat:version "1" ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
""",
        encoding="utf-8",
    )
    dataset = open_dataset([str(BIRDS), str(other)])
    assert [str(finding) for finding in validate_dataset(dataset).findings] == []
    assert dataset.edition.iri is None
