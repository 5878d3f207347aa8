/** Puts the page together. Until this has run, the form works as plain HTML. */

import { restore, retryPending, say, stayAtEnd, tell } from "./chat.js";
import { prepareCode } from "./code-open.js";
import { byId } from "./dom.js";
import { prepareLeaving, showTools } from "./leave.js";
import { memoryOnly, resume } from "./session.js";
import { followLinks } from "./side.js";
import { t } from "./words.js";

function send(event) {
  event.preventDefault();
  const field = byId("message");
  const text = event.submitter?.name === "start" ? event.submitter.value : field.value;
  if (!text.trim()) return field.focus();
  if (event.submitter?.name === "start") field.focus();
  if (say(text)) field.value = "";
  showTools();
}

function prepareForm() {
  const form = byId("composer");
  form.addEventListener("submit", send);
  byId("message").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

const state = await resume();
prepareForm();
followLinks();
stayAtEnd();
prepareCode();
prepareLeaving();
restore();
showTools();
if (state === "taken") tell(t("own_tab"));
else if (memoryOnly) tell(t("memory_only"));
addEventListener("online", () => {
  tell(t("online"));
  retryPending();
});
addEventListener("offline", () => tell(t("offline")));
