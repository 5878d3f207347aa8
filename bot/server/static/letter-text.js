/** A letter laid out once, for the preview and for plain text: the same order as the server's files. */

import { day, say } from "./words.js";

/** A sentence cut at the places the person fills in: text, field, text, … */
export function pieces(text, fields, language) {
  let parts = [say(text, language)];
  for (const field of fields) {
    const placeholder = say(field.placeholder, language);
    parts = parts.flatMap((part) =>
      typeof part === "string" ? part.split(placeholder).flatMap((run, i) => (i ? [field, run] : [run])) : [part]);
  }
  return parts.filter((part) => part !== "");
}

/** What stands at a field's place in one language, or "" where nothing was typed. */
export function filled(letter, typed, key, language) {
  const raw = typed[key] || (key === "sign_place" && typed.town) || (key === "sign_date" && letter.written_on) || "";
  return /^\d{4}-\d\d-\d\d$/.test(raw) ? day(raw, language) : raw.replace(/\s+/g, " ").trim();
}

/** Blocks in order. A block is `{kind, items}`; an item is a run of texts. Optional lines name their field. */
export function layout(letter) {
  const { words } = letter;
  const hole = (key) => letter.fields.find((field) => field.key === key)?.placeholder;
  const join = (glue, ...texts) => ({ nl: texts.map((x) => say(x, "nl")).join(glue), en: texts.map((x) => say(x, "en")).join(glue) });
  const lines = (kind, items) => ({ kind, items: items.map((item) => [item]) });
  const body = letter.sections.flatMap((section) => [
    ...(section.heading ? [lines("heading", [section.heading])] : []), { kind: section.kind, items: section.items },
  ]);
  const enclosures = letter.enclosures.length
    ? [lines("heading", [words.enclosures]), { kind: "bullets", items: letter.enclosures.map((text) => [text]) }] : [];
  if (letter.kind === "form") return [lines("subject", [letter.subject]), ...body, ...enclosures];
  const optional = ["phone", "email"].filter(hole).map((key) => ({ ...hole(key), only: key }));
  return [
    lines("lines", [hole("name"), hole("street"), hole("postcode") && join(" ", hole("postcode"), hole("town")), ...optional].filter(Boolean)),
    lines("lines", letter.addressee),
    ...(hole("sign_place") ? [lines("lines", [join(", ", hole("sign_place"), hole("sign_date"))])] : []),
    lines("subject", [join(": ", words.subject, letter.subject)]),
    lines("paragraph", [words.salutation]),
    ...body,
    lines("lines", [words.closing]),
    lines("lines", [words.signature, hole("name")].filter(Boolean)),
    ...enclosures,
  ].filter((block) => block.items.length);
}

/** The letter as it is sent, as plain text. @param {Record<string, string>} typed field → what was typed */
export function letterText(letter, typed) {
  const { language, fields } = letter;
  const plain = (text) => pieces(text, fields, language)
    .map((piece) => (typeof piece === "string" ? piece : filled(letter, typed, piece.key, language) || say(piece.placeholder, language)))
    .join("");
  const mark = (kind, i) => (kind === "numbered" ? `${i + 1}. ` : kind === "bullets" ? "- " : "");
  return layout(letter)
    .map(({ kind, items }) => items
      .filter(([text]) => !text.only || typed[text.only])
      .map((item, i) => mark(kind, i) + item.map(plain).join(" "))
      .join(kind === "paragraph" ? "\n\n" : "\n"))
    .join("\n\n") + "\n";
}
