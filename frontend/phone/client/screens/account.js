/** Who is here: signing in, and what the phone keeps, and signing out without losing work. */

import { Dialog, Failure, Head, Icon, Notice, useTask } from "../components/basics.js";
import { size } from "../components/wording.js";
import { LANGUAGES } from "../model/languages.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { Devices } from "./devices.js";
import { go, VISITS } from "./router.js";

/** @import { App } from "../components/ports.js" */

/** @param {{app: App}} props */
export function SignIn({ app }) {
  const [shown, setShown] = useState(false);
  const { busy, failure, run } = useTask();
  const online = app.state.online.value;
  const signIn = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [email, password] = [fields.get("email"), fields.get("password")].map(String);
    if (await run(() => app.actions.signIn(email.trim(), password))) go(VISITS, { replace: true });
  };
  return html`<div class="sign-in">
    <${Head} title=${gettext("Sign in")} under=${gettext("Then everything works without a network, too.")} />
    <form class="pad stack" onSubmit=${signIn}>
      <${Advice} app=${app} />
      ${
        !online &&
        html`<${Notice} kind="calm"><p>${gettext(
          "No network. Signing in needs one; what is saved on this phone stays safe.",
        )}</p><//>`
      }
      <${Failure} text=${failure} />
      <div class="field"><label for="email">${gettext("E-mail")}</label>
        <input id="email" name="email" type="email" autocomplete="username" autocapitalize="off"
          spellcheck=${false} required value=${app.state.user.value?.email ?? ""} /></div>
      <div class="field"><label for="password">${gettext("Password")}</label>
        <span class="secret"><input id="password" name="password" type=${shown ? "text" : "password"}
            autocomplete="current-password" autocapitalize="off" spellcheck=${false} required />
          <button type="button" class="round" aria-pressed=${shown} aria-label=${gettext("Show the password")}
            onClick=${() => setShown(!shown)}><${Icon} name="eye" /></button></span></div>
      <button class="btn" disabled=${busy} aria-busy=${busy}>${busy ? gettext("Signing in…") : gettext("Sign in")}</button>
      <${Language} app=${app} />
    </form></div>`;
}

/** Each language by its own name, for whoever cannot read the one on the screen. @param {{app: App}} props */
function Language({ app }) {
  const { busy, failure, run } = useTask();
  const choose = async (/** @type {any} */ { target: { value } }) => {
    await run(() => app.actions.chooseLanguage(value));
    // All has been drawn anew, and the finger or the key is still here.
    document.querySelector("select")?.focus();
  };
  return html`<div class="field"><label for="language">${gettext("Language")}</label>
    <select id="language" disabled=${busy} value=${app.state.language.value} onChange=${choose}>
      ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`)}
    </select><${Failure} text=${failure} /></div>`;
}

/** @param {{app: App}} props */
export function Me({ app }) {
  const [leaving, setLeaving] = useState(false);
  const { user, storage, update, sync } = app.state;
  const { persisted, usage } = storage.value;
  const signOut = async () => {
    await app.actions.countUnsent().catch(() => undefined);
    setLeaving(true);
  };
  const kept = {
    true: gettext("Kept safely: the phone does not clear it by itself."),
    false: gettext(
      "The phone may clear it when space runs out. Add this app to the home screen to prevent that.",
    ),
    null: gettext("This phone does not say how safely it keeps data."),
  };
  return html`<${Head} title=${gettext("Me")} />
    <div class="pad stack">
      <div class="card"><b dir="auto">${user.value?.name}</b><p class="meta break">${user.value?.email}</p></div>
      <dl class="facts card">
        <div><dt>${gettext("Storage")}</dt><dd>${kept[/** @type {"true"} */ (String(persisted))]}
          ${usage !== null && html`<span class="meta"> ${interpolate(gettext("%(size)s used."), { size: size(usage) })}</span>`}</dd></div>
        ${
          app.version &&
          html`<div><dt>${gettext("Version")}</dt><dd><span class="break">${app.version}</span>
          ${update.value && html`<${Update} app=${app} />`}</dd></div>`
        }
      </dl>
      <${Language} app=${app} />
      <${Devices} app=${app} />
      <button type="button" class="btn quiet" onClick=${signOut}>${gettext("Sign out")}</button>
    </div>
    ${leaving && html`<${SignOut} app=${app} unsent=${sync.value.unsent} onClose=${() => setLeaving(false)} />`}`;
}

/** How to install, for those whose browser deletes. @param {{app: App}} props */
export const Advice = ({ app }) =>
  app.state.advice.value &&
  html`<${Notice} kind="calm" icon="outbox"><p><b>${gettext("Install this app first")}</b></p>
    <p>${gettext("Tap Share, then Add to Home Screen, and open it from there. Safari deletes what this page keeps after seven days without use.")}
    ${app.state.sync.value.unsent > 0 && ` ${gettext("Send what waits before: the installed app begins empty.")}`}</p>
    <button type="button" class="link" onClick=${() => app.actions.dismissAdvice().catch(() => {})}>${gettext("I have read it")}</button><//>`;

/** A new version, taken when the shopper says so. @param {{app: App, trouble?: string}} props */
export function Update({ app, trouble }) {
  const { busy, failure, run } = useTask();
  return html`<${Notice} kind="calm" icon=${trouble ? "alert" : "check"}><p>${trouble ?? gettext("A new version is ready.")}</p>
    <button type="button" class="link" disabled=${busy} onClick=${() => run(() => app.actions.activateUpdate())}>
      ${gettext("Use it now")}</button><${Failure} text=${failure} /><//>`;
}

/** @param {{app: App, unsent: number, onClose: () => void}} props */
function SignOut({ app, unsent, onClose }) {
  const [sure, setSure] = useState(false);
  const { busy, failure, run } = useTask();
  const leave = (/** @type {"after_sending"|"keep"|"delete"} */ how) => async () => {
    if (await run(() => app.actions.signOut({ how }))) onClose();
  };
  const choice = (/** @type {any} */ act, /** @type {string} */ label, kind = "quiet") =>
    html`<button type="button" class="btn ${kind}" disabled=${busy} onClick=${act}>${label}</button>`;
  const items = ngettext(
    "%(count)s visit has not been sent yet.",
    "%(count)s visits have not been sent yet.",
    unsent,
  );
  const erase = ngettext("Delete %(count)s unsent visit", "Delete %(count)s unsent visits", unsent);
  const words = (/** @type {string} */ text) => interpolate(text, { count: unsent });
  if (!unsent) {
    return html`<${Dialog} title=${gettext("Sign out?")} onClose=${onClose}>
      <p>${gettext("Everything has been sent. Your visits leave this phone, not the server.")}</p>
      <${Failure} text=${failure} />
      <div class="choices">${
        failure
          ? choice(leave("keep"), gettext("Keep it here, locked until I return"))
          : choice(onClose, gettext("Stay"))
      }${choice(leave("after_sending"), gettext("Sign out"), "")}</div><//>`;
  }
  if (sure) {
    return html`<${Dialog} key="sure" title=${gettext("Delete it for good?")} onClose=${onClose}>
      <p>${words(items)} ${gettext("Nobody can bring it back.")}</p>
      <${Failure} text=${failure} />
      <div class="choices">${choice(onClose, gettext("Keep it"))}${choice(leave("delete"), words(erase), "need")}</div><//>`;
  }
  return html`<${Dialog} title=${gettext("Sign out?")} onClose=${onClose}>
    <p>${words(items)}</p>
    <${Failure} text=${failure} />
    <div class="choices tall">
      ${choice(leave("after_sending"), gettext("Send first, then sign out"), "")}
      ${choice(leave("keep"), gettext("Keep it here, locked until I return"))}
      ${choice(() => setSure(true), words(erase), "quiet danger")}
      ${choice(onClose, gettext("Stay signed in"), "plain")}
    </div><//>`;
}
