// Before the page is painted: the theme that was chosen last time. No module, so that it comes first.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
} catch {
  // A browser that keeps nothing shows what the system prefers.
}
