// Asks the browser for a passkey and sends its answer with the form. Bytes travel as base64url, as WebAuthn's JSON does.
const form = document.querySelector("[data-passkey]");
const asked = JSON.parse(document.getElementById("passkey-asked").textContent);
const able = window.isSecureContext && "PublicKeyCredential" in window;

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function create(options) {
  const user = { ...options.user, id: bytes(options.user.id), displayName: options.user.displayName ?? "" };
  const publicKey = { ...options, user, challenge: bytes(options.challenge) };
  publicKey.excludeCredentials = known(options.excludeCredentials);
  const made = await navigator.credentials.create({ publicKey });
  return answer(made, {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
  });
}

async function get(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  publicKey.allowCredentials = known(options.allowCredentials);
  const shown = await navigator.credentials.get({ publicKey });
  return answer(shown, {
    authenticatorData: text(shown.response.authenticatorData),
    clientDataJSON: text(shown.response.clientDataJSON),
    signature: text(shown.response.signature),
    userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
  });
}

const answer = (credential, response) =>
  JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response,
  });

async function send(event) {
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  const ask = form.dataset.passkey === "create" ? create : get;
  try {
    form.querySelector("[data-passkey-answer]").value = await ask(asked.publicKey);
    form.submit();
  } catch (error) {
    failed.dataset.why = String(error); // for whoever is called to help
    failed.hidden = false;
  }
}

if (able) {
  form.hidden = false;
  form.querySelector("[data-passkey-missing]")?.remove();
  // Before anything else that listens to the form, such as the guard against pressing twice.
  form.addEventListener("submit", (event) => {
    event.stopImmediatePropagation();
    send(event);
  }, { capture: true });
}
