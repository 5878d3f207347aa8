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
/** The colours of the style sheet that a host's colours meet; its page decides between light and dark. */
const OURS = {
  light: { accent: "#0b5566", "accent-ink": "#ffffff", ink: "#1c2730", page: "#f4f4f0", soft: "#e9f0f1", mine: "#dcebee", paper: "#ffffff", quiet: "#4a5761" },
  dark: { accent: "#7cc6d8", "accent-ink": "#06222a", ink: "#e6ebee", page: "#12191e", soft: "#24333b", mine: "#1f4450", paper: "#1b252b", quiet: "#a9b6bf" },
};
/** Pairs that people must be able to read; a theme that makes one unreadable is not taken over. */
const PAIRS = [
  ["accent-ink", "accent"], ["quiet", "page"],
  ...["page", "paper", "soft"].flatMap((back) => [["ink", back], ["accent", back]]), ["ink", "mine"],
];
const READABLE = 4.5;
const LIGHT_FROM = 0.18;

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

const schemeOf = ({ page }) => (page ? luminance(page) >= LIGHT_FROM : !matchMedia("(prefers-color-scheme: dark)").matches) ? "light" : "dark";

/** @param {Record<string, unknown>} theme as a host sends it; only known keys with harmless values count */
export function applyTheme(theme) {
  const taken = Object.fromEntries(Object.entries(theme ?? {})
    .filter(([key, value]) => Object.hasOwn(ALLOWED, key) && typeof value === "string" && ALLOWED[key](value)));
  const scheme = schemeOf(taken);
  const values = { ...OURS[scheme], ...taken };
  const coloured = Object.keys(taken).some((key) => ALLOWED[key] === COLOUR);
  const readable = PAIRS.every(([front, back]) => contrast(values[front], values[back]) >= READABLE);
  const root = document.documentElement;
  for (const key of Object.keys(ALLOWED)) {
    const wanted = ALLOWED[key] === COLOUR ? coloured && readable && values[key] : taken[key];
    if (wanted) root.style.setProperty(`--ww-${key}`, wanted);
    else root.style.removeProperty(`--ww-${key}`);
  }
  if (coloured && readable) root.dataset.scheme = scheme;
  else delete root.dataset.scheme;
}

addEventListener("message", (event) => {
  if (event.source === window.parent && event.data?.wegwijzerTheme) applyTheme(event.data.wegwijzerTheme);
});
