/** Signing in, which needs a network once. */

import { Failure, Head, Icon, Notice, useTask } from "../components/basics.js";
import { Later } from "../components/later.js";
import { go, VISITS } from "../components/router.js";
import { Language } from "../components/settings.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

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
      ${app.state.advice.value && html`<${Later} tool="advice" silent app=${app} />`}
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
