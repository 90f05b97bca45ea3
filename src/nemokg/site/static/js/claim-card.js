// The card of a claim: its status, its evidence, and which sources disagree.
import { citing } from "./cite.js";
import { list, make, part } from "./dom.js";
import { anchor, local, pageAddress } from "./links.js";

/**
 * @typedef {import("./types.js").Claim} Claim
 * @typedef {import("./types.js").Evidence} Evidence
 * @typedef {import("./types.js").Resource} Resource
 */

const SUPPORT = /** @type {const} */ ({
  supports: "Supported by",
  contradicts: "Contradicted by",
  silent: "Silent",
});

/**
 * @param {import("./types.js").Graph} graph
 * @param {string} name
 * @param {Claim} claim
 * @returns {Node[]}
 */
export function claimCard(graph, name, claim) {
  const status = graph.statuses.find(({ id }) => id === claim.status);
  const contents = [
    make(
      "p",
      { class: "triple" },
      claim.type === "Denial" ? make("strong", {}, "Not: ") : null,
      resource(claim.subject),
      " – ",
      claim.predicate.label,
      " – ",
      resource(claim.object)
    ),
    list(claim.values.map((value) => [value])),
    make(
      "p",
      {},
      make("span", { class: `status ${claim.status}` }, status?.label ?? claim.status),
      status ? ` ${status.definition}` : null
    ),
    claim.rationale ? make("p", {}, `Why: ${claim.rationale}`) : null,
    make("p", { class: "note" }, qualities(claim).join(" · ")),
    ...claim.notes.map((note) => make("p", { class: "note" }, note)),
    ...Object.entries(SUPPORT).map(([support, heading]) => {
      const found = claim.evidence.filter((each) => each.support === support);
      return part(heading, list(found.map(evidence)));
    }),
    part("Competes with", list(claim.competing.map((each) => [resource(each)]))),
    part("Realised by", list(claim.realized_by.map((each) => [resource(each)]))),
    ...claim.conflicts.map((each) =>
      part(
        `Conflict ${each.identifier}: ${each.label}`,
        make("p", {}, each.description),
        each.resolution ? make("p", {}, `In the graph: ${each.resolution}`) : null,
        make("p", {}, make("a", { href: `#conflict/${local(each.iri)}` }, "All conflicts"))
      )
    ),
    part("Cite", citing(name, claim.iri)),
    make("p", { class: "card-links" }, page(claim.iri), make("code", {}, name)),
  ];
  return contents.filter((each) => each !== null);
}

/** @param {Claim} claim */
function qualities(claim) {
  return [
    claim.confidence ? `${claim.confidence} confidence` : "",
    claim.rank ? `rank ${claim.rank}` : "",
    claim.iteration === null ? "" : `iteration ${claim.iteration}`,
    claim.scope ?? "",
    claim.shortcut ? "shortcut: a longer path is recorded" : "",
    claim.identifier ? `identifier ${claim.identifier}` : "",
  ].filter(Boolean);
}

/** @param {Evidence} each */
function evidence(each) {
  const { source } = each;
  const url = source.urls[0] ?? "";
  const title = source.date ? `${source.title} (${source.date})` : source.title;
  const named = /^https?:\/\//i.test(url) ? make("a", { href: url }, title) : make("cite", {}, title);
  return [
    named,
    each.locator ? `, ${each.locator}` : null,
    each.paraphrase ? make("span", { class: "paraphrase" }, each.paraphrase) : null,
  ];
}

/** @param {Resource} each */
function resource({ iri, label }) {
  const link = anchor(iri);
  if (link) link.textContent = label;
  return link ?? label;
}

/** @param {string} iri */
function page(iri) {
  const address = pageAddress(iri);
  return address ? make("a", { href: address }, "Page") : null;
}
