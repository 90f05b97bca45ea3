// The structure of the data that Python writes (nemokg.site.graph_data and related modules).

export type Status = "stated" | "attributed" | "inferred" | "";

export interface Kind { id: string; label: string; count: number; againstProperty: boolean }
export interface StatusTerm { id: string; label: string; definition: string }
export interface Start { model: string; step: string; claim: string; status: Status }
export interface Datum { id: string; label: string; page: string; claim: string; status: Status }
export interface Stage {
  id: string;
  label: string;
  order: number | null;
  algorithms: string[];
  data: { id: string; label: string; page: string }[];
}
export interface Feed { model: string; kind: string; claim: string; status: Status }
export interface Value { label: string; value: string; claim: string; status: Status }

export interface Node {
  id: string;
  iri: string;
  label: string;
  others: string[];
  definition: string;
  class: string;
  group: string;
  groupLabel: string;
  phase: string;
  iteration: number | null;
  star: boolean;
  reused: boolean;
  startDescription?: string;
  starts: Start[];
  stages: Stage[];
  data: Datum[];
  algorithms: string[];
  feeds: Feed[];
  values: Value[];
  page: string;
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  predicate: string;
  kind: string;
  label: string;
  status: Status;
  rank: string;
  explainer: boolean;
  report: boolean;
}

export interface Graph {
  kinds: Kind[];
  statuses: StatusTerm[];
  nodes: Node[];
  algorithms: Record<string, { label: string; others: string[]; definition: string }>;
  edges: Edge[];
}

export interface Resource { iri: string; label: string }
export interface Source {
  iri: string;
  title: string;
  tier: string | null;
  date: string | null;
  urls: string[];
}
export interface Evidence {
  iri: string;
  source: Source;
  locator: string;
  support: "supports" | "silent" | "contradicts";
  paraphrase: string | null;
}
export interface Conflict {
  iri: string;
  identifier: string;
  label: string;
  description: string;
  resolution: string | null;
}

/** A claim as `nemokg.claims.Claim.as_dict` gives it. */
export interface Claim {
  type: "Claim" | "Denial";
  iri: string;
  label: string;
  subject: Resource;
  predicate: Resource;
  object: Resource;
  status: Status;
  rank: string;
  pipeline: Resource | null;
  identifier: string | null;
  confidence: string | null;
  rationale: string | null;
  scope: string | null;
  iteration: number | null;
  phase: string | null;
  roles: string[];
  shortcut: boolean;
  in_explainer: boolean | null;
  notes: string[];
  evidence: Evidence[];
  competing: Resource[];
  realized_by: Resource[];
  conflicts: Conflict[];
  values: string[];
}

/** What `nemokg cite` prints for a claim, by format. */
export interface Citation { text: string; bibtex: string; "csl-json": string }
