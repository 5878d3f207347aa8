/** Talks to the server. Every failure is a `Problem` whose `status` says what kind (0: nothing came back). */

import { lang } from "./words.js";

export class Problem extends Error {
  constructor(status, wait = 0) {
    super(`problem ${status}`);
    this.status = status;
    /** Seconds the server asks us to wait. */
    this.wait = wait;
  }
}

async function call(method, path, { token, body, key } = {}) {
  let response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(key ? { "Idempotency-Key": key } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
      credentials: "omit",
      cache: "no-store",
    });
  } catch {
    throw new Problem(0);
  }
  if (!response.ok) throw new Problem(response.status, Number(response.headers.get("Retry-After")) || 0);
  return response;
}

const json = async (response) => (await response).json();
const at = (session) => `/conversations/${encodeURIComponent(session.id)}`;

export const begin = (lang) => json(call("POST", "/conversations", { body: { lang } }));
export const send = (session, body, key) =>
  json(call("POST", `${at(session)}/messages`, { token: session.token, body, key }));
export const receipt = (session) => json(call("GET", at(session), { token: session.token }));
export const erase = (session) => call("DELETE", at(session), { token: session.token });

export const plan = (session) => json(call("GET", `${at(session)}/plan`, { token: session.token }));

/** A code for this conversation's facts; what stands under one, as a new conversation; and its end. */
export const keepCase = (session) => json(call("POST", "/cases", { token: session.token, body: { conversation: session.id } }));
export const openCase = (code, lang) => json(call("POST", "/cases/open", { body: { code, lang } }));
export const withdrawCase = (code) => call("DELETE", "/cases", { body: { code } });

/** What a letter is drafted from: the conversation, or the facts of a case file. */
const basis = (session) => (session.facts ? { facts: session.facts } : { conversation: session.id });

/** The plan for facts that no conversation holds; the server computes and forgets. */
export const planFor = (facts) => json(call("POST", "/plan", { body: { facts } }));

/** The drafted letter as data, without any identity. */
export const draft = (session, letter) =>
  json(call("POST", "/letters", { token: session.token, body: { ...letter, ...basis(session), format: "json", reader: lang } }));

/** The server's file as a blob; `identity` is rendered and forgotten there. */
export async function file(session, letter, format, extra) {
  const body = { ...letter, ...basis(session), format, reader: lang, ...extra };
  return (await call("POST", "/letters", { token: session.token, body })).blob();
}

/** Erases while the page is being left; nothing waits for the answer. */
export function eraseOnLeaving(session) {
  fetch(`/api${at(session)}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${session.token}` },
    credentials: "omit",
    keepalive: true,
  }).catch(() => undefined);
}

/** Is the conversation really gone? True only where the server says so. */
export async function isGone(session) {
  try {
    await call("GET", at(session), { token: session.token });
    return false;
  } catch (problem) {
    return problem.status === 404 || problem.status === 410;
  }
}
