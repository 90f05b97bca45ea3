// The button that switches between light and dark; the choice is remembered if the browser allows.

const THEMES = ["light", "dark"];

/** Sets up the button. */
export function start() {
  const button = document.getElementById("theme");
  if (!button) return;
  button.hidden = false;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => describe(button, dark));
  button.addEventListener("click", () => {
    const next = THEMES.find((theme) => theme !== current(dark)) ?? "light";
    document.documentElement.dataset["theme"] = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // A browser without storage still changes the page.
    }
    describe(button, dark);
  });
  describe(button, dark);
}

/** @param {MediaQueryList} dark */
function current(dark) {
  return document.documentElement.dataset["theme"] ?? (dark.matches ? "dark" : "light");
}

/**
 * @param {HTMLElement} button
 * @param {MediaQueryList} dark
 */
function describe(button, dark) {
  button.ariaPressed = String(current(dark) === "dark");
}
