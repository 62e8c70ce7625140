// Sets the chosen colours before anything is drawn, so that a dark page never flashes white.

try {
  const theme = JSON.parse(localStorage.getItem("atlas-playground.theme"));
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's colours hold.
}
