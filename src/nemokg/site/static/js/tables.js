// Tables that can be sorted, filtered and saved as CSV: those marked `data-sortable`, written by Python.
import { download, spreadsheet } from "./csv.js";

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const NUMBER = /^[+−-]?[\d.,]+\s?%?$/;

/** Gives every marked table of the page its controls. */
export function start() {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    enrich(/** @type {HTMLTableElement} */ (table));
  }
}

/** @param {HTMLTableElement} table */
function enrich(table) {
  const body = table.tBodies[0];
  const header = table.tHead?.rows[0];
  if (!body || !header) return;
  const rows = [...body.rows];
  for (const [index, cell] of [...header.cells].entries()) {
    if (!("unsorted" in cell.dataset)) sortable(cell, () => sort(table, rows, cell, index));
  }
  const region = table.closest(".scroll") ?? table;
  region.before(controls(table, rows));
}

/**
 * @param {HTMLTableCellElement} cell
 * @param {() => void} sort
 */
function sortable(cell, sort) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.append(...cell.childNodes);
  button.addEventListener("click", sort);
  cell.append(button);
}

/**
 * Sorts by a column, ascending first; equal rows stay in the order of the page.
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement[]} rows
 * @param {HTMLTableCellElement} cell
 * @param {number} index
 */
function sort(table, rows, cell, index) {
  const down = cell.ariaSort === "ascending";
  for (const other of table.tHead?.rows[0]?.cells ?? []) other.removeAttribute("aria-sort");
  cell.ariaSort = down ? "descending" : "ascending";
  const sorted = rows
    .map((row) => ({ row, key: content(row.cells[index]) }))
    .sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key));
  // Empty cells have no order and come last either way.
  const full = sorted.filter(({ key }) => key);
  const empty = sorted.filter(({ key }) => !key);
  table.tBodies[0]?.append(...[...full, ...empty].map(({ row }) => row));
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const numbers = [a, b].map((text) =>
    NUMBER.test(text) ? Number(text.replace("−", "-").replace(/[,%\s]/g, "")) : NaN
  );
  const [one, other] = /** @type {[number, number]} */ (numbers);
  return Number.isNaN(one) || Number.isNaN(other) ? COLLATOR.compare(a, b) : one - other;
}

/**
 * Returns the text of a cell on one line; `data-value` if only part of it matters.
 * @param {HTMLTableCellElement | undefined} cell
 */
function content(cell) {
  if (!cell) return "";
  // The text as seen: parts on separate lines are separate words.
  return (cell.dataset["value"] ?? cell.innerText).replace(/\s+/g, " ").trim();
}

/**
 * Returns the field that filters and the button that downloads.
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement[]} rows
 */
function controls(table, rows) {
  const name = table.dataset["name"] ?? "table";
  const bar = document.createElement("p");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("span");
  const button = document.createElement("button");
  bar.className = "table-controls";
  field.type = "search";
  field.autocomplete = "off";
  label.append("Filter ", field);
  count.role = "status";
  count.className = "note";
  button.type = "button";
  button.textContent = "Download CSV";
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  });
  button.addEventListener("click", () => download(`${name}.csv`, shown(table)));
  bar.append(label, button, count);
  return bar;
}

/** Returns the rows that are shown, in their order, as CSV. @param {HTMLTableElement} table */
function shown(table) {
  const header = [...(table.tHead?.rows[0]?.cells ?? [])].map(content);
  const rows = [...(table.tBodies[0]?.rows ?? [])].filter((row) => !row.hidden);
  return spreadsheet(header, rows.map((row) => [...row.cells].map(content)));
}
