// Starts the pages of the single resources.
import { start } from "./theme-button.js";

document.documentElement.classList.add("scripted");
start();
