// Before the page is painted: the theme that was chosen last time. Not a module, so that it runs first.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
} catch {
  // A browser without storage shows what the system prefers.
}
