"""From statements to claims with status, rank and evidence, as the ontology has them."""

from __future__ import annotations

from nemokg.errors import suggestion_clause
from nemokg.rdf.vocab import BASE, PREFIXES, RDF_TYPE, local_name
from nemokg.sheets import vocabulary as words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from nemokg.sheets.known import KnownResources
    from nemokg.sheets.naming import Namer
    from nemokg.sheets.problems import Place, Problems
    from nemokg.sheets.sheet import Sheet
    from nemokg.sheets.statements import Piece, Statement, Value
    from nemokg.sheets.triples import Triples

OUTSIDE = f"{BASE}account/outside"
_NEMO = PREFIXES["nemo"]
_DASH = "\N{EN DASH}"
# Which a claim calls by the noun alone: "licence", and not "has licence".
_NOUNS = {"setting", "size", "license"}


class ClaimBuilder:
    """Writes claims and evidence of one sheet into triples.

    `labels` has the label of each resource that a claim can name.
    """

    def __init__(
        self,
        sheet: Sheet,
        known: KnownResources,
        names: Namer,
        triples: Triples,
        problems: Problems,
    ) -> None:
        self.sheet = sheet
        self.known = known
        self.names = names
        self.triples = triples
        self.problems = problems
        self.pipeline = names.iri("pipeline", sheet.pipeline.id)
        self.labels: dict[str, str] = {}
        self.made_here: set[str] = set()
        self.makers: dict[str, set[str]] = {}
        in_turtle = triples.subjects_by_predicate(sheet.turtle)
        self.in_turtle = in_turtle[RDF_TYPE]
        self.cited_in_turtle = in_turtle[f"{_NEMO}evidence"]
        self.inherited = 0
        self.claims = 0
        self._primary: dict[str, bool] = {}
        self._cited: dict[str, tuple[str, str]] = {}

    def source_iri(self, name: str, place: Place) -> str | None:
        """Return the IRI of a source of the sheet or of the known ones; else a problem."""
        own = self.names.iri("source", name)
        if name in self.sheet.sources:
            return own
        found = self.known.find("source", name)
        if found is None and own in self.in_turtle:
            return own
        if found is None:
            names = [*self.sheet.sources, *self.known.names("source")]
            self.problems.add(
                place,
                f"There is no source {name}; describe it in sources."
                f"{suggestion_clause(name, names)}",
            )
            return None
        if found.iri not in self.known.shared_sources and found.iri not in self.triples:
            types = ("nemo:Work", "nemo:Source") if "Work" in found.classes else ("nemo:Source",)
            self.triples.add_types(found.iri, types, place)
        return found.iri

    def evidence(
        self, owner: str, own: tuple[Piece, ...] | None, *above: tuple[Piece, ...] | None
    ) -> bool:
        """Write the evidence of an owner, its own or the nearest above; return if there is any."""
        if own is None and any(above):
            self.inherited += 1
        written = False
        for piece in nearest(own, *above):
            source = self.source_iri(piece.source, piece.place)
            if source is None:
                continue
            if self._is_work(piece.source):
                self.problems.add(
                    piece.place,
                    f"{piece.source} is a work, which is never cited whole; cite the part or"
                    " edition that was read.",
                )
            iri = self.names.evidence(owner, source, piece.locator)
            said = (piece.support, piece.says)
            if self._cited.setdefault(iri, said) != said:
                self.problems.add(
                    piece.place,
                    "This place is cited for the same thing in line"
                    f" {self.triples.places[iri].line} already; join the two texts.",
                )
                continue
            self.triples.add_types(iri, ["nemo:Evidence"], piece.place)
            self.triples.add_link(iri, "dcterms:source", source)
            self.triples.add_text(iri, "nemo:locator", piece.locator)
            self.triples.add_link(iri, "nemo:support", _NEMO + piece.support)
            self.triples.add_text(iri, "nemo:paraphrase", piece.says, "en")
            self.triples.add_link(owner, "nemo:evidence", iri)
            written = True
        return written

    def _is_work(self, name: str) -> bool:
        """Return whether a source of the sheet, or else a known one, is a work."""
        listed, found = self.sheet.sources.get(name), self.known.find("source", name)
        return listed.work if listed else found is not None and "Work" in found.classes

    def is_primary(self, source: str) -> bool:
        """Return whether a source is the primary work of the pipeline, or a part of it."""
        if source not in self._primary:
            self._primary[source] = False  # while its wholes are looked at: there may be a cycle
            primary = self.sheet.pipeline.primary
            work = self.names.iri("source", primary)
            if primary not in self.sheet.sources and (found := self.known.find("source", primary)):
                work = found.iri
            self._primary[source] = source == work or any(
                map(self.is_primary, self._wholes(source))
            )
        return self._primary[source]

    def _wholes(self, source: str) -> Iterable[str]:
        own = self.sheet.sources.get(local_name(source))
        if own is None or self.names.iri("source", own.id) != source:
            return self.known.wholes.get(source, ())
        wholes = (
            self.source_iri(each, own.place) for each in (own.part_of, own.edition_of) if each
        )
        return [each for each in wholes if each]

    def claim(
        self,
        subject: str,
        predicate: str,
        object_: str,
        statement: Statement,
        *above: tuple[Piece, ...] | None,
        made: str,
        denies: bool = False,
        stage: str = "",
    ) -> str:
        """Write a claim, and its triple where it holds; return the IRI of the claim.

        `made` is the thing whose making the claim is about, which decides the account; it is empty
        where the pipeline speaks of no making.
        """
        iri = self.names.claim(subject, predicate, object_, denies=denies)
        if iri in self.triples:
            self.problems.add(
                statement.place,
                f"{local_name(iri)} is claimed in line {self.triples.places[iri].line} already;"
                " join the two.",
            )
            return iri
        self.claims += 1
        add_link, add_text = self.triples.add_link, self.triples.add_text
        kinds = ["nemo:Denial", "nemo:Claim"] if denies else ["nemo:Claim"]
        form = "owl:NegativePropertyAssertion" if denies else "rdf:Statement"
        self.triples.add_types(iri, [*kinds, form], statement.place)
        said = f" {_DASH} ".join(
            (self.label(subject), self._property_label(predicate), self.label(object_))
        )
        add_text(iri, "rdfs:label", f"not: {said}" if denies else said, "en")
        parts = (
            ("owl:sourceIndividual", "owl:assertionProperty", "owl:targetIndividual")
            if denies
            else ("rdf:subject", "rdf:predicate", "rdf:object")
        )
        for part, term in zip(parts, (subject, _NEMO + predicate, object_), strict=True):
            add_link(iri, part, term)
        account = self._account(made)
        add_link(iri, "nemo:status", _NEMO + self._status(statement, above, account, made))
        add_link(iri, "nemo:rank", _NEMO + (statement.rank or "normal"))
        if account == OUTSIDE:
            add_link(iri, "nemo:inAccount", account)
        else:
            add_link(iri, "nemo:partOfPipeline", account)
        add_text(iri, "nemo:rationale", statement.because, "en")
        if statement.sure:
            add_link(iri, "nemo:confidence", _NEMO + statement.sure)
        add_text(iri, "nemo:scope", statement.scope)
        if statement.role:
            add_link(iri, "nemo:role", _NEMO + words.ROLES[statement.role])
        if statement.iteration:
            self.triples.add_typed(iri, "nemo:iteration", str(int(statement.iteration)))
        if statement.phase:
            add_link(iri, "nemo:phase", _NEMO + words.PHASES[statement.phase])
        if statement.shortcut:
            self.triples.add_typed(iri, "nemo:shortcut", "true")
        if stage:
            add_link(iri, "nemo:inStage", stage)
        add_text(iri, "skos:note", statement.note, "en")
        if not self.evidence(iri, statement.evidence, *above) and iri not in self.cited_in_turtle:
            self.problems.add(
                statement.place,
                f'Nothing says where "{said}" is written; add evidence here, above, or at the top'
                " of the sheet.",
            )
        if not denies and statement.rank != "deprecated":
            add_link(subject, f"nemo:{predicate}", object_)
        return iri

    def label(self, iri: str) -> str:
        """Return the label of a resource, or its local name where there is none."""
        return self.labels.get(iri) or local_name(iri)

    def _property_label(self, predicate: str) -> str:
        label = self.known.property_labels[_NEMO + predicate]
        return label.removeprefix("has ") if predicate in _NOUNS else label

    def _account(self, made: str) -> str:
        """Return the account of the claims about the making of a thing, or about no making."""
        if not made or made in self.made_here:
            return self.pipeline
        return self.known.homes.get(made, OUTSIDE)

    def _status(
        self,
        statement: Statement,
        above: Iterable[tuple[Piece, ...] | None],
        account: str,
        made: str,
    ) -> str:
        if statement.because:
            return "inferred"
        for piece in nearest(statement.evidence, *above):
            source = self.source_iri(piece.source, piece.place)
            if source is None or piece.support != "supports":
                continue
            if account == self.pipeline and self.is_primary(source):
                return "stated"
            if account == OUTSIDE and self._publishers(source) & self.makers.get(made, set()):
                return "stated"
        return "attributed"

    def _publishers(self, source: str, *below: str) -> set[str]:
        """Return who published a source, or what it is a part or edition of."""
        own = self.sheet.sources.get(local_name(source))
        found = set()
        if own is not None and (publisher := own.fields.get("publisher")):
            found.add(self.names.agent(publisher))
        if source not in below:
            for whole in self._wholes(source):
                found |= self._publishers(whole, source, *below)
        return found

    def value(
        self,
        owner: str,
        predicate: str,
        value: Value,
        competing: Iterable[Value],
        *above: tuple[Piece, ...] | None,
        made: str,
    ) -> None:
        """Write a quantity or characteristic of an owner, with its claim."""
        kind = self.known_or_own("kind", value.kind, value.kind_place)
        unit = None
        if value.number is not None:
            unit = self.known_or_own("unit", value.unit or "one", value.claim.place)
        if kind is None or (value.number is not None and unit is None):
            return
        others = [each for each in competing if each is not value]
        iri = self.names.value(owner, value.kind, _shown(value) if others else "")
        is_number = value.number is not None
        self.triples.add_types(
            iri, ["nemo:Quantity" if is_number else "nemo:Characteristic"], value.claim.place
        )
        label = self.label(kind)
        self.triples.add_text(iri, "rdfs:label", f"{self.label(owner)}: {label}", "en")
        self.triples.add_link(iri, "nemo:quantityKind", kind)
        if value.number is not None and unit is not None:
            self.triples.add_typed(iri, "nemo:value", decimal_text(value.number))
            self.triples.add_link(iri, "nemo:unit", unit)
            self.triples.add_text(iri, "nemo:qualifier", value.qualifier)
        for text in value.texts:
            if text in ("true", "false"):
                self.triples.add_typed(iri, "nemo:value", text)
            else:
                self.triples.add_text(iri, "nemo:value", text)
        self.labels[iri] = label
        claim = self.claim(owner, predicate, iri, value.claim, *above, made=made)
        for other in others:
            rival = self.names.value(owner, other.kind, _shown(other))
            self.triples.add_link(
                claim, "nemo:competesWith", self.names.claim(owner, predicate, rival)
            )

    def known_or_own(self, what: str, name: str, place: Place) -> str | None:
        """Return the IRI of a term of the sheet or a known one; else a problem, and None."""
        section = f"{what}s"
        own = [term.id for term in self.sheet.terms if term.section == section]
        iri = self.names.iri(what, name)
        if name in own:
            return iri
        found = self.known.find(what, name)
        if found is None and iri in self.in_turtle:
            return iri
        if found is None:
            self.problems.add(
                place,
                f"There is no {what} {name}; describe it in terms, {section}."
                f"{suggestion_clause(name, [*own, *self.known.names(what)])}",
            )
            return None
        self.labels.setdefault(found.iri, found.label)
        return found.iri


def nearest(*levels: tuple[Piece, ...] | None) -> tuple[Piece, ...]:
    """Return the evidence of the first level that has any, from a thing upwards."""
    return next(filter(None, levels), ())


def _shown(value: Value) -> str:
    return " ".join(value.texts) if value.number is None else decimal_text(value.number)


def decimal_text(number: Decimal) -> str:
    """Return a number as Turtle has it: an integer, or a decimal without trailing zeros.

    >>> from decimal import Decimal
    >>> decimal_text(Decimal("5e-6")), decimal_text(Decimal("1.50")), decimal_text(Decimal("1e7"))
    ('0.000005', '1.5', '10000000')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
