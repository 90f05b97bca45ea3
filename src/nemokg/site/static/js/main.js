// Starts every section of the page; if one fails, the others still work.
import { start as startAsk } from "./ask.js";
import { start as startDistillation } from "./distillation.js";
import { start as startGraph } from "./graph.js";
import { start as startTables } from "./tables.js";
import { start as startTheme } from "./theme-button.js";

document.documentElement.classList.add("scripted");
for (const start of [startTheme, startGraph, startTables, startDistillation, startAsk]) {
  try {
    await start();
  } catch (error) {
    console.error(error);
  }
}
