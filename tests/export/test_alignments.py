"""The alignments lead to terms that exist, leave the core as it is, and read as SSSOM."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pyhornedowl
import pytest
import rdflib
import sssom_pydantic
from paths import FIXTURES, ROOT
from pyoxigraph import RdfFormat, Store
from rdflib import OWL, RDF, RDFS, SKOS
from rl_profile import RL_AXIOMS

from nemokg.dataset.opening import Dataset, open_dataset
from nemokg.dataset.reading import core_ontology_files, store_of_files
from nemokg.errors import InputError
from nemokg.export.alignments import Alignment, alignment_files, read_alignments
from nemokg.export.sssom import render_sssom
from nemokg.rdf.vocab import PREFIXES, prefixed_name
from nemokg.reasoning.closure import compute_closure

LISTS = sorted((FIXTURES / "vocabularies").glob("*.tsv"))
NEMO = PREFIXES["nemo"]
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    OWL.NamedIndividual: "individual",
}
RELATIONS = {
    RDFS.subClassOf, RDFS.subPropertyOf,
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch,
}  # fmt: skip
SMALL = f"""
@prefix nemo: <{NEMO}> .
@prefix model: <{PREFIXES["model"]}> .
model:b a nemo:Checkpoint ; nemo:initializedFrom model:a ; nemo:trainedOn model:d .
model:t nemo:distilledInto model:b . model:r nemo:rewards model:b . model:d a nemo:Dataset .
"""


@cache
def every() -> tuple[Alignment, ...]:
    """Return the bundled alignments."""
    return read_alignments()


@cache
def listed(name: str) -> dict[str, tuple[str, str]]:
    """Return kind and label of every term in a list, by its IRI."""
    text = (FIXTURES / "vocabularies" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["iri"]: (row["kind"], row["label"]) for row in rows}


def head(path: Path) -> dict[str, str]:
    """Return what the first lines of a list say of it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))


@cache
def graph(path: str) -> rdflib.Graph:
    """Return what rdflib reads from a file."""
    return rdflib.Graph().parse(path)


def core() -> rdflib.Graph:
    """Return the ontology without alignments."""
    (file,) = core_ontology_files()
    return graph(file)


def missing(declared: rdflib.Graph, name: str) -> set[str]:
    """Return the terms declared in a graph that a list lacks with the same kind and label."""
    found = set()
    for kind, name_of_kind in KINDS.items():
        for term in declared.subjects(RDF.type, kind):
            label = next(map(str, declared.objects(term, RDFS.label)), "")
            own = str(term).startswith(NEMO)
            if not own and listed(name).get(str(term)) != (name_of_kind, label):
                found.add(str(term))
    return found


def test_each_vocabulary_has_an_alignment_and_a_list() -> None:
    """Six vocabularies are aligned, each has a list of terms, and each list says its source."""
    names = ["fair4ml", "ml-schema", "mldcat-ap", "prov-o", "schema-org", "spdx3-ai"]
    assert [Path(file).stem for file in alignment_files()] == names
    assert [path.stem for path in LISTS] == names
    for path, alignment in zip(LISTS, every(), strict=True):
        said = head(path)
        assert list(said) == ["vocabulary", "source", "licence", "selection"]
        assert alignment.vocabulary_version in said["vocabulary"]
        rows = [line for line in path.read_text().splitlines() if line.startswith("http")]
        assert rows == sorted(set(rows))
        assert len(rows) > 20


@pytest.mark.parametrize("file", alignment_files(), ids=lambda file: Path(file).stem)
def test_every_foreign_term_exists(file: str) -> None:
    """Every foreign term is in the list of its vocabulary, of the same kind and label."""
    mapped = set(graph(file).objects(None, OWL.annotatedTarget))
    assert {term for term in mapped if (term, RDF.type, None) not in graph(file)} == set()
    assert len(mapped) > 5
    assert missing(graph(file), Path(file).stem) == set()


def test_a_term_that_does_not_exist_is_found() -> None:
    """A term that its vocabulary lacks, or has as another kind, is found."""
    fair4ml = (
        "@prefix f: <https://w3id.org/fair4ml#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
    )
    label = '<http://www.w3.org/2000/01/rdf-schema#label> "Executable Machine Learning Model"'
    right = rdflib.Graph().parse(data=f"{fair4ml} f:MLModel a owl:Class ; {label} .")
    assert missing(right, "fair4ml") == set()
    for wrong in ("f:Model a owl:Class", f"f:MLModel a owl:ObjectProperty ; {label}"):
        declared = rdflib.Graph().parse(data=f"{fair4ml} {wrong} .")
        assert len(missing(declared, "fair4ml")) == 1


@pytest.mark.parametrize("file", alignment_files(), ids=lambda file: Path(file).stem)
def test_every_mapping_has_one_reason(file: str) -> None:
    """Each triple about a term of ours maps it, and has one axiom with a reason."""
    found = graph(file)
    triples = {(s, p, o) for s, p, o in found if str(s).startswith(NEMO)}
    axioms = list(found.subjects(RDF.type, OWL.Axiom))
    parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
    assert {tuple(found.value(axiom, part) for part in parts) for axiom in axioms} == triples
    assert len(axioms) == len(triples)
    for axiom in axioms:
        (reason,) = found.objects(axiom, RDFS.comment)
        assert str(reason).endswith(".")
    for subject, relation, other in triples:
        assert relation in RELATIONS
        assert (subject, RDFS.isDefinedBy, None) in core()
        assert not str(other).startswith(NEMO)
        assert (subject, relation, other) not in core()
    (alignment,) = read_alignments([file])
    assert len(alignment.mappings) == len(triples)


@pytest.mark.parametrize("file", alignment_files(), ids=lambda file: Path(file).stem)
def test_the_head_names_version_and_vocabulary(file: str) -> None:
    """An alignment has its own IRI, the version of the core, and imports nothing."""
    (alignment,) = read_alignments([file])
    assert alignment.iri == f"https://w3id.org/nemokg/alignment/{Path(file).stem}"
    assert alignment.version == str(core().value(rdflib.URIRef(NEMO[:-1]), OWL.versionInfo))
    assert (None, OWL.imports, None) not in graph(file)


def test_core_and_alignments_stay_in_owl_2_rl(tmp_path: Path) -> None:
    """An OWL parser reads core and alignments together as axioms of OWL 2 RL."""
    whole = rdflib.Graph()
    for file in (*core_ontology_files(), *alignment_files()):
        whole += graph(file)
    for header in set(whole.subjects(RDF.type, OWL.Ontology)) - {rdflib.URIRef(NEMO[:-1])}:
        whole.remove((header, None, None))  # a file has one header
    path = tmp_path / "all.owl"
    whole.serialize(path, format="xml")
    components = [item.component for item in pyhornedowl.open_ontology(str(path)).get_components()]
    kinds = {type(component).__name__ for component in components}
    assert {"SubClassOf", "SubObjectPropertyOf"} <= kinds <= RL_AXIOMS


def test_alignments_add_nothing_in_our_own_terms() -> None:
    """With all alignments the dataset is consistent, and what is new is said in foreign terms."""
    core_only = open_dataset().store
    both = Store()
    both.extend(core_only)
    both.extend(store_of_files(alignment_files()))
    before, after = compute_closure(Dataset(core_only)), compute_closure(Dataset(both))
    assert after.consistent
    new = {str(triple) for triple in after.entailed} - {str(triple) for triple in before.entailed}
    assert len(new) > 100
    own = [t for t in after.entailed if str(t) in new and t.predicate.value.startswith(NEMO)]
    assert own == []
    types = [t for t in after.entailed if str(t) in new and t.predicate.value == str(RDF.type)]
    assert types
    assert [t for t in types if str(t.object).startswith(f"<{NEMO}")] == []


def test_a_complete_reasoner_finds_no_contradiction() -> None:
    """owlrl finds all consistent, and concludes what the mappings say, no more."""
    store = store_of_files([*core_ontology_files(), *alignment_files()])
    store.load(SMALL, RdfFormat.TURTLE)
    closure = compute_closure(Dataset(store), "owlrl")
    assert closure.consistent
    found = {str(triple) for triple in closure.entailed}
    model, prov = PREFIXES["model"], PREFIXES["prov"]
    assert f"<{model}b> <{RDF.type}> <https://w3id.org/fair4ml#MLModel>" in found
    assert f"<{model}b> <{prov}wasInfluencedBy> <{model}t>" in found
    assert f"<{model}b> <{prov}wasInfluencedBy> <{model}d>" in found
    assert f"<{model}b> <{prov}wasDerivedFrom> <{model}a>" in found
    assert f"<{model}b> <{prov}wasDerivedFrom> <{model}t>" not in found


def test_a_file_without_a_head_is_refused(tmp_path: Path) -> None:
    """An alignment that does not say which vocabulary it is to is refused, with what to add."""
    path = tmp_path / "x.ttl"
    path.write_text("<https://x.example/a> a <http://www.w3.org/2002/07/owl#Ontology> .")
    with pytest.raises(InputError, match="write one owl:Ontology at the head"):
        read_alignments([str(path)])


def test_a_term_without_a_prefix_is_refused(tmp_path: Path) -> None:
    """An alignment must declare a prefix for each namespace that it maps to."""
    path = tmp_path / "x.ttl"
    text = Path(alignment_files()[0]).read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(True) if "@prefix fair4ml:" not in line)
    path.write_text(re.sub(r"fair4ml:(\w+)", r"<https://w3id.org/fair4ml#\1>", body))
    with pytest.raises(InputError, match="has no prefix"):
        read_alignments([str(path)])


def test_sssom_reads_back_as_the_alignments(tmp_path: Path) -> None:
    """A reader of SSSOM finds in the table exactly the mappings of the Turtle files."""
    path = tmp_path / "nemokg.sssom.tsv"
    path.write_text(render_sssom(every()), encoding="utf-8")
    mappings, converter, metadata = sssom_pydantic.read(path)
    expected = {
        (m.subject, m.predicate, m.object, m.subject_label, m.object_label, m.reason)
        for alignment in every()
        for m in alignment.mappings
    }
    found = []
    for m in mappings:
        iris = [
            converter.expand_reference(r, strict=True) for r in (m.subject, m.predicate, m.object)
        ]
        found.append((*iris, m.subject.name, getattr(m.object, "name", None) or "", m.comment))
    assert len(found) == len(expected) > 70
    assert set(found) == expected
    assert {m.justification.curie for m in mappings} == {"semapv:ManualMappingCuration"}
    assert {m.source.curie for m in mappings if m.source} == {
        f"alignment:{Path(file).stem}" for file in alignment_files()
    }
    assert metadata.version == every()[0].version
    assert str(metadata.license) == "https://creativecommons.org/licenses/by/4.0/"


def test_the_documentation_lists_every_mapping() -> None:
    """The page on alignments has a section for each vocabulary, with a row for each mapping."""
    page = (ROOT / "docs" / "alignments.md").read_text(encoding="utf-8")
    sections = page.split("\n## ")[1:]
    tables = [section for section in sections if "| ours |" in section]
    assert len(tables) == len(every())
    for alignment, section in zip(every(), tables, strict=True):
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert rows == table(alignment)
        assert f"version {alignment.vocabulary_version}" in section
        assert alignment.vocabulary in section


def table(alignment: Alignment) -> list[str]:
    """Return the rows of the table of an alignment as the page has them."""
    names = {namespace: prefix for prefix, namespace in alignment.prefixes.items()}

    def short(iri: str) -> str:
        space = next(name for name in names if iri.startswith(name) and iri[len(name) :].isalnum())
        return f"`{names[space]}:{iri[len(space) :]}`"

    return [
        f"| {short(m.subject)} | {prefixed_name(m.predicate)} | {short(m.object)} | {m.reason} |"
        for m in alignment.mappings
    ]
