/** What this tab knows: the conversation's key and what stands on the screen. It lives as long as the tab. */

import { lang } from "./words.js";

const NAME = "wegwijzer";
const ANSWER_MS = 150;

function storage() {
  try {
    sessionStorage.setItem(`${NAME}.try`, "1");
    sessionStorage.removeItem(`${NAME}.try`);
    return sessionStorage;
  } catch {
    return null;
  }
}

const kept = storage();
export const memoryOnly = kept === null;

const empty = () => ({ id: null, token: null, lang, page: lang, entries: [], plan: null, letter: null, side: null, pending: null, codeUntil: null });

/** The one state of the page. `entries` are the transcript; nothing typed in the letter form is ever in it. */
export const session = empty();

/** Other pages show plans and letters too; only the conversation's page writes down what it shows. */
let writing = false;

export function keep() {
  if (!kept || !writing || !session.entries.length) return;
  try {
    kept.setItem(NAME, JSON.stringify(session));
  } catch {
    // A full storage only costs the transcript after a reload; the conversation itself goes on.
  }
}

export function forget() {
  Object.assign(session, empty());
  kept?.removeItem(NAME);
}

/** What this tab holds of a conversation, on whatever page of ours it stands; null where there is none. */
export function stored() {
  try {
    const found = JSON.parse(kept?.getItem(NAME) ?? "null");
    return found?.entries ? found : null;
  } catch {
    return null;
  }
}

/** Is this conversation open in another tab? A duplicated tab brings a copy of our storage along. */
function openElsewhere(id) {
  if (!("BroadcastChannel" in globalThis)) return Promise.resolve(false);
  const channel = new BroadcastChannel(NAME);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ANSWER_MS);
    channel.onmessage = ({ data }) => {
      if (data?.mine !== id) return;
      clearTimeout(timer);
      resolve(true);
    };
    channel.postMessage({ whose: id });
  }).finally(() => channel.close());
}

function answerOtherTabs() {
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data?.whose && data.whose === session.id) channel.postMessage({ mine: session.id });
  };
}

/** Takes up what this tab had. Returns "new", "continued", or "taken" where another tab holds it. */
export async function resume() {
  let result = "new";
  writing = true;
  const found = stored();
  if (found) {
    const taken = found.id && (await openElsewhere(found.id));
    if (taken) forget();
    else Object.assign(session, found);
    result = taken ? "taken" : "continued";
  } else forget();
  // Following the language link is a choice; it wins over the language of the last answer.
  if (session.page !== lang) Object.assign(session, { page: lang, lang });
  answerOtherTabs();
  return result;
}
