// CSV according to RFC 4180, but with line feeds, as on the command line.

/**
 * @param {string[]} columns
 * @param {string[][]} rows
 */
export function csv(columns, rows) {
  return [columns, ...rows].map((cells) => cells.map(quoted).join(",") + "\n").join("");
}

/**
 * Returns CSV in which a spreadsheet finds no formula: an apostrophe is before what would begin one.
 * @param {string[]} columns
 * @param {string[][]} rows
 */
export function spreadsheet(columns, rows) {
  return csv(columns, rows.map((cells) => cells.map(harmless)));
}

/** @param {string} text */
function harmless(text) {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+-]?[\d.,]+%?$/.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Offers a text to the browser as a file to download.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type = "text/csv;charset=utf-8") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
