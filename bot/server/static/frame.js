/** Inside a host's page: takes over a few values of its style. Nothing else a host says is listened to. */

const COLOUR = (value) => /^[#\w(),.%\s/-]{3,40}$/.test(value) && !/url|var|env/i.test(value) && CSS.supports("color", value);
const ALLOWED = {
  accent: COLOUR,
  "accent-ink": COLOUR,
  ink: COLOUR,
  page: COLOUR,
  radius: (value) => /^\d{1,2}(\.\d+)?(px|rem|em)?$/.test(value),
  font: (value) => /^[\w\s"',-]{1,160}$/.test(value),
};
/** Pairs that people must be able to read; a theme that makes one unreadable is not taken over. */
const PAIRS = [["accent-ink", "accent"], ["ink", "page"], ["accent", "page"]];
const READABLE = 4.5;

function luminance(colour) {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function contrast(one, two) {
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {Record<string, unknown>} theme as a host sends it; only known keys with harmless values count */
export function applyTheme(theme) {
  const taken = Object.entries(theme ?? {}).filter(([key, value]) => Object.hasOwn(ALLOWED, key) && typeof value === "string" && ALLOWED[key](value));
  const values = { "accent-ink": "#ffffff", ink: "#1d2830", page: "#f7f6f2", accent: "#0b5566", ...Object.fromEntries(taken) };
  const readable = PAIRS.every(([front, back]) => contrast(values[front], values[back]) >= READABLE);
  for (const [key, value] of taken) {
    if (readable || key === "radius" || key === "font") document.documentElement.style.setProperty(`--ww-${key}`, value);
  }
}

addEventListener("message", (event) => {
  if (event.source === window.parent && event.data?.wegwijzerTheme) applyTheme(event.data.wegwijzerTheme);
});
