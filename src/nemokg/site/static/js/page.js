// Starts the pages of individual resources.
import { start } from "./theme-button.js";

document.documentElement.classList.add("scripted");
start();
