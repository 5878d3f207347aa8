/** Makes elements. Text always goes in as text: nothing here, or anywhere on the page, parses markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` adds a listener, `true` an empty attribute, `false` and
 *   `null` none
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/** Only addresses a person can safely follow become links; anything else stays text. */
export function link(url, text, attributes = {}) {
  return /^https:\/\//.test(url ?? "")
    ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes }, text)
    : h("span", attributes, text);
}

/** Text with blank lines → paragraphs; web addresses in it become links. */
export function paragraphs(text) {
  return String(text ?? "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) =>
      h("p", {}, ...part.split(/(https:\/\/[^\s<>"')]*[^\s<>"').,;:])/).map((run, i) => (i % 2 ? link(run, run) : run))),
    );
}

/** Saves bytes made here or fetched, under a neutral name. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const anchor = h("a", { href: url, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
