/** "Save my case": asks for a passphrase and saves the locked file. */

import { byId, h, save } from "./dom.js";
import { t } from "./words.js";
import { canLock, lock } from "./vault.js";

const SHORTEST = 16;

/** @param {() => Promise<object>} collect what goes into the file @param {HTMLElement} opener gets the focus back */
export function askAndSave(collect, opener) {
  const place = byId("drawer");
  const news = h("p", { role: "status", class: "news" });
  const field = h("input", { id: "case-new-phrase", type: "text", autocomplete: "off", spellcheck: "false", "data-typed": true });
  const store = async (event) => {
    event.preventDefault();
    if (field.value.trim().length < SHORTEST) {
      news.textContent = t("case_too_short");
      return field.focus();
    }
    try {
      save(await lock(await collect(), field.value), `${t("case_file")}.json`);
      news.textContent = t("case_saved");
    } catch {
      news.textContent = t("case_failed");
    }
  };
  const close = h("button", { type: "button", onclick: () => {
    place.replaceChildren();
    opener.focus();
  } }, t("close"));
  const form = h("form", { autocomplete: "off", onsubmit: store }, h("label", { for: "case-new-phrase" }, t("case_passphrase")), field,
    h("div", { class: "actions" }, h("button", { class: "primary" }, t("case_save")), close));
  place.replaceChildren(h("section", { class: "drawer", "aria-label": t("case_save") }, h("p", {}, t(canLock() ? "case_why" : "case_no_crypto")),
    canLock() ? form : close, news, h("p", { class: "border-note" }, t("border_note"))));
  (canLock() ? field : close).focus();
  place.scrollIntoView({ block: "nearest" });
}
