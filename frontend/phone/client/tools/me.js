/** Who is here, what the phone keeps, and signing out without losing work. */

import { Dialog, Failure, Head, Icon, useTask } from "../components/basics.js";
import { LIST, OUTCOMES } from "../components/router.js";
import { Language, Update } from "../components/settings.js";
import { size } from "../components/wording.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useEffect, useState } from "../vendor/vendor.js";
import { Tool as Devices } from "./devices.js";
import { obey } from "./discreet.js";
import { Tool as Practice } from "./practice.js";
import { Reminders } from "./reminders.js";

/** @import { App, Settings } from "../components/ports.js" */

/** @param {{app: App}} props */
export function Tool({ app }) {
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
      <a class="card row" href=${OUTCOMES}><b class="grow">${gettext("What became of my visits")}</b><${Icon} name="next" /></a>
      <dl class="facts card">
        <div><dt>${gettext("Storage")}</dt><dd>${kept[/** @type {"true"} */ (String(persisted))]}
          ${usage !== null && html`<span class="meta"> ${interpolate(gettext("%(size)s used."), { size: size(usage) })}</span>`}</dd></div>
        ${
          app.version &&
          html`<div><dt>${gettext("Version")}</dt><dd><span class="break">${app.version}</span>
          ${update.value && html`<${Update} app=${app} />`}</dd></div>`
        }
      </dl>
      <${Screen} app=${app} />
      <${Practice} app=${app} />
      <${Language} app=${app} />
      <${Reminders} app=${app} />
      <${Devices} app=${app} />
      <button type="button" class="btn quiet" onClick=${signOut}>${gettext("Sign out")}</button>
    </div>
    ${leaving && html`<${SignOut} app=${app} unsent=${sync.value.unsent} onClose=${() => setLeaving(false)} />`}`;
}

/** How the phone behaves among people. @param {{app: App}} props */
function Screen({ app }) {
  const [settings, setSettings] = useState(/** @type {Settings|null} */ (null));
  const { busy, failure, run } = useTask();
  useEffect(() => {
    app.actions.settings().then(setSettings, () => {});
  }, []);
  const choose = (/** @type {Settings} */ some) =>
    run(async () => {
      await app.actions.set(some);
      const now = { ...settings, ...some };
      setSettings(now);
      await obey(now);
    });
  const choice = (
    /** @type {"dim"|"awake"} */ name,
    /** @type {string} */ label,
  ) => html`<label class="row">
      <input type="checkbox" checked=${settings?.[name] ?? false} disabled=${busy || !settings}
        onChange=${(/** @type {any} */ { target }) => choose({ [name]: target.checked })} />
      <span class="grow">${label}</span></label>`;
  return html`<section class="card"><h2 class="section">${gettext("Among people")}</h2>
    ${choice("dim", gettext("Dim the screen"))}
    ${"wakeLock" in navigator && choice("awake", gettext("Keep the screen on"))}
    <p class="meta">${gettext("The list button of a visit hides it behind a shopping list. Go back, or tap the list's title twice, and you are where you were.")}</p>
    <div class="choices"><a class="btn quiet" href=${LIST}>${gettext("Shopping list")}</a></div>
    <${Failure} text=${failure} /></section>`;
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
  const isJotting = app.state.visits.value.some(
    ({ item, editable, jots }) =>
      editable && !item.practice && jots?.some(({ settled }) => !settled),
  );
  const isPractising = app.state.visits.value.some(({ item }) => item.practice);
  if (!unsent) {
    return html`<${Dialog} title=${gettext("Sign out?")} onClose=${onClose}>
      <p>${isJotting ? gettext("Everything has been sent. What you have jotted down stays here, locked until you return.") : gettext("Everything has been sent. Your visits leave this phone, not the server.")}</p>
      ${isPractising && !isJotting && html`<p>${gettext("What you have practised leaves this phone as well.")}</p>`}
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
