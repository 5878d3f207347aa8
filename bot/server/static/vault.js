/** Locks a case with a passphrase: PBKDF2-SHA-256 makes the key, AES-256-GCM locks. All of it in the browser. */

const ROUNDS = 600_000;
const MOST_ROUNDS = 5_000_000;
const FORMAT = 1;

export const canLock = () => Boolean(globalThis.crypto?.subtle);
const toText = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

async function makeKey(passphrase, salt, iterations) {
  const phrase = new TextEncoder().encode(passphrase.normalize("NFKC").trim());
  const base = await crypto.subtle.importKey("raw", phrase, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {object} data @param {string} passphrase @returns {Promise<Blob>} the locked file */
export async function lock(data, passphrase) {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const key = await makeKey(passphrase, salt, ROUNDS);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(data)));
  const file = { format: FORMAT, rounds: ROUNDS, salt: toText(salt), iv: toText(iv), data: toText(sealed) };
  return new Blob([JSON.stringify(file)], { type: "application/json" });
}

/** Throws where the passphrase does not fit or the file was changed. @param {string} text of the locked file */
export async function unlock(text, passphrase) {
  const file = JSON.parse(text);
  // A forged file must not keep the browser busy for hours.
  if (file.format !== FORMAT || !(file.rounds <= MOST_ROUNDS)) throw new Error("unknown format");
  const key = await makeKey(passphrase, toBytes(file.salt), file.rounds);
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(file.iv) }, key, toBytes(file.data));
  return JSON.parse(new TextDecoder().decode(opened));
}
