/** A field for a case code: goes on with the facts under it, or takes the code back. */

import * as api from "./api.js";
import { goOn } from "./chat.js";
import { byId } from "./dom.js";
import { showTools } from "./leave.js";
import { lang, t } from "./words.js";

const REASONS = { 404: "code_gone", 422: "code_mistyped", 429: "too_many" };

async function open(field) {
  await goOn(await api.openCase(field.value, lang));
  field.value = "";
  showTools();
  byId("plan-title").focus();
}

async function withdraw(field) {
  await api.withdrawCase(field.value);
  field.value = "";
  byId("code-news").textContent = t("code_withdrawn");
}

export function prepareCode() {
  const field = byId("code");
  byId("code-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("code-news").textContent = "";
    try {
      await (event.submitter?.name === "withdraw" ? withdraw : open)(field);
    } catch (problem) {
      byId("code-news").textContent = t(REASONS[problem.status] ?? "unavailable");
      field.focus();
    }
  });
}
