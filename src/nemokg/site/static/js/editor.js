// The SPARQL editor: CodeMirror in a shadow root, where the page's policy allows its styles.
import { module } from "./data.js";

/**
 * @typedef {{ label: string, type: string, detail?: string }} Completion
 * @typedef {{ text: string, focus(): void, complete(words: Completion[]): void }} Editor
 */

const KEYWORDS = `ASK BASE BIND BOUND BY COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DESC DESCRIBE
  DISTINCT EXISTS FILTER GROUP GROUP_CONCAT HAVING IF IN LANG LCASE LIMIT MAX MIN MINUS NOT OFFSET
  OPTIONAL ORDER PREFIX REGEX REPLACE SAMPLE SELECT SEPARATOR STR STRAFTER STRBEFORE STRENDS STRSTARTS
  SUM UCASE UNDEF UNION VALUES WHERE`.split(/\s+/);

/**
 * Puts an editor into an element.
 * @param {HTMLElement} host
 * @param {{ label: string, text: string, run(): void, changed(): void }} options
 * @returns {Promise<Editor>}
 */
export async function editor(host, options) {
  const mirror = await module("vendor/codemirror/codemirror.js");
  const root = host.attachShadow({ mode: "open" });
  /** @type {Completion[]} */
  let words = [];
  const view = new mirror.EditorView({
    doc: options.text,
    root,
    parent: root,
    extensions: [
      mirror.Prec.highest(
        mirror.keymap.of([{ key: "Mod-Enter", run: () => (options.run(), true) }])
      ),
      mirror.keymap.of([
        ...mirror.completionKeymap,
        ...mirror.defaultKeymap,
        ...mirror.historyKeymap,
      ]),
      mirror.lineNumbers(),
      mirror.history(),
      mirror.drawSelection(),
      mirror.bracketMatching(),
      mirror.sparql(),
      mirror.syntaxHighlighting(colours(mirror)),
      mirror.autocompletion({
        override: [(/** @type {any} */ context) => suggested(context, words)],
      }),
      mirror.EditorView.lineWrapping,
      mirror.EditorView.contentAttributes.of({
        "aria-label": options.label,
        "aria-describedby": "ask-keys",
      }),
      mirror.EditorView.updateListener.of((/** @type {any} */ update) => {
        if (update.docChanged) options.changed();
      }),
      mirror.EditorView.domEventHandlers({ beforeinput: replaced }),
      theme(mirror),
    ],
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    focus: () => view.focus(),
    complete(more) {
      words = more;
    },
  };
}

/**
 * Replaces a selection itself: the browser would style the new text inline like the old, which the
 * page's policy forbids.
 * @param {InputEvent} event
 * @param {any} view
 */
function replaced(event, view) {
  const { main } = view.state.selection;
  if (event.inputType !== "insertText" || event.data === null || main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data));
  event.preventDefault();
  return true;
}

/**
 * Completes keywords, prefixed names and the variables of the text.
 * @param {any} context
 * @param {Completion[]} words
 */
function suggested(context, words) {
  const before = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/);
  if (!before || (before.from === before.to && !context.explicit)) return null;
  const text = context.state.doc.toString();
  const variables = new Set(text.match(/[?$]\w+/g) ?? []);
  variables.delete(before.text);
  const options = [
    ...words,
    ...[...variables].map((label) => ({ label, type: "variable" })),
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
  ];
  return { from: before.from, options, validFor: /^[?$]?[\w-]*:?[\w-]*$/ };
}

/** @param {any} mirror */
function colours({ HighlightStyle, tags }) {
  return HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: "var(--purple)" },
    { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--accent)" },
    { tag: [tags.string, tags.number, tags.bool], color: "var(--rose)" },
    { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
    { tag: [tags.namespace, tags.propertyName, tags.url], color: "var(--ink)" },
  ]);
}

/** @param {any} mirror */
function theme({ EditorView }) {
  return EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "0.875rem" },
    "&.cm-focused": { outline: "2px solid var(--accent)" },
    ".cm-scroller": { fontFamily: "ui-monospace, monospace", maxHeight: "26rem" },
    ".cm-gutters": {
      color: "var(--muted)",
      backgroundColor: "var(--surface)",
      borderRight: "1px solid var(--line)",
    },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
      { backgroundColor: "var(--line)" },
    ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--surface)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": {
      color: "var(--surface)",
      backgroundColor: "var(--accent)",
    },
  });
}
