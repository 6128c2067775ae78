/** What became of one's visits: state, grade, fee, and when it is paid; what was last heard is kept. */

import { Failure, Head, Icon, Notice, useName, useTask } from "../components/basics.js";
import { ME, visitPath } from "../components/router.js";
import { money, shortDay, whenever } from "../components/wording.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useEffect, useState } from "../vendor/vendor.js";
import {
  afterwardsWords,
  partName,
  partWhy,
  paymentWords,
  percentWords,
  stateWords,
} from "./outcomes/wording.js";

/** @import { App } from "../components/ports.js" */
/** @import { Amount, Earning, GivenBack, Heard, Outcome } from "./outcomes/wording.js" */

/** A question is too long to stand beside its amount. */
const WHOLE_LINE = { flexBasis: "100%" };

/** @param {{app: App}} props */
export function Tool({ app }) {
  const [heard, setHeard] = useState(/** @type {Heard|null} */ (null));
  const [page, setPage] = useState(1);
  const { busy, failure, run } = useTask();
  const user = app.state.user.value?.id ?? "";
  const look = (/** @type {number} */ number) =>
    run(async () => {
      const told = await app.actions.ask("GET", `outcomes?page=${number}`);
      const before = number > 1 && heard ? heard.visits : [];
      const visits = [...before, ...told.visits];
      const now = { user, at: told.now, visits, hasMore: told.has_more };
      setHeard(now);
      setPage(number);
      if (number === 1) await app.actions.set({ outcomes: now });
    });
  useEffect(() => {
    app.actions.settings().then(
      ({ outcomes }) => outcomes?.user === user && setHeard((newer) => newer ?? outcomes),
      () => {},
    );
    look(1);
  }, []);
  const at = heard ? whenever(heard.at, new Date()) : "";
  return html`<${Head} title=${gettext("What became of my visits")} back=${ME} />
    <div class="pad stack" aria-busy=${busy}>
      ${failure && heard && html`<${Notice} kind="calm"><p>${interpolate(gettext("This is what was known on %(when)s."), { when: at })}</p><//>`}
      <${Failure} text=${failure} />
      ${!heard && busy && html`<p class="meta">${gettext("One moment…")}</p>`}
      ${heard?.visits.length === 0 && html`<${None} />`}
      <ul class="plain stack">${heard?.visits.map((visit) => html`<${Line} key=${visit.id} visit=${visit} />`)}</ul>
      ${heard?.hasMore && html`<button type="button" class="btn quiet" disabled=${busy} onClick=${() => look(page + 1)}>${gettext("Show earlier ones")}</button>`}
      ${heard && !failure && html`<p class="meta" role="status">${interpolate(gettext("As of %(when)s"), { when: at })}</p>`}
      ${failure && html`<button type="button" class="btn quiet" disabled=${busy} onClick=${() => look(1)}>${gettext("Look again")}</button>`}
    </div>`;
}

const None = () => html`<div class="empty"><${Icon} name="visits" />
  <h2>${gettext("Nothing yet")}</h2>
  <p class="meta">${gettext("Once you have sent a visit, you read here what becomes of it.")}</p></div>`;

/** @param {{visit: Outcome}} props */
function Line({ visit }) {
  const { location, organization, earning, fee, sent_back: back, status } = visit;
  const name = useName();
  const day = shortDay(visit.submitted_at ?? visit.closes_at, visit.time_zone);
  return html`<li class="card" aria-labelledby=${name}><div class="stack">
    <div><b id=${name} dir="auto">${location}</b>
      <p class="meta" dir="auto">${organization}</p><p class="meta">${day}</p></div>
    <p class="pills"><span class="pill ${status === "returned" ? "need" : ""}">${stateWords(visit)}</span>
      ${earning && html`<span class="pill">${interpolate(gettext("Grade %(grade)s of 100"), { grade: earning.grade })}</span>`}</p>
    ${visit.follow_through?.map((one) => html`<p class="meta"><bdi>${one.moment}</bdi> · ${afterwardsWords(one, visit.time_zone)}</p>`)}
    ${visit.follow_through?.some((one) => one.is_open) && html`<a class="btn quiet" href=${visitPath(visit.id)}>${gettext("To the visit")}</a>`}
    ${visit.cancelled_because && html`<p dir="auto">${visit.cancelled_because}</p>`}
    ${earning ? html`<${Earned} earning=${earning} fee=${fee} />` : fee && status !== "cancelled" && html`<p>${interpolate(gettext("Fee: %(fee)s"), { fee: money(/** @type {any} */ (fee)) })}</p>`}
    ${back.length > 0 && html`<${SentBack} visit=${visit} />`}</div></li>`;
}

/** @param {{visit: Outcome}} props */
function SentBack({ visit: { id, status, sent_back: back, time_zone: zone } }) {
  return html`<details class="looks" open=${status === "returned"}><summary>${gettext("What was sent back")}</summary>
    <ul class="plain stack">${back.map(
      ({
        question,
        note,
        redone_at: done,
      }) => html`<li><b dir="auto">${question}</b><p dir="auto">${note}</p>
        ${done && html`<p class="meta">${interpolate(gettext("Mended on %(day)s"), { day: shortDay(done, zone) })}</p>`}</li>`,
    )}</ul>
    ${status === "returned" && html`<a class="btn quiet" href=${visitPath(id)}>${gettext("To the visit")}</a>`}</details>`;
}

/** @param {{earning: Earning, fee: Amount|null}} props */
function Earned({ earning, fee }) {
  const { due, given_back: back, parts, words } = earning;
  const hasMoney = due.some(({ amount }) => Number(amount) > 0);
  const sum = due.map((one) => money(/** @type {any} */ (one))).join(" + ");
  return html`${words && html`<p dir="auto">${words}</p>`}
    ${
      hasMoney &&
      html`<dl class="facts">
      ${fee && html`<div><dt>${gettext("Fee")}</dt><dd>${money(/** @type {any} */ (fee))}</dd></div>`}
      ${back.map((one) => html`<${Back} back=${one} />`)}
      <div><dt>${gettext("In all")}</dt><dd><b>${sum}</b></dd></div></dl>
      <p><b>${paymentWords(earning)}</b></p>`
    }
    <details class="looks"><summary>${gettext("How the grade is made up")}</summary>
      <ul class="plain stack">${parts.map(
        (part) => html`<li><b>${partName(part)}</b> ${percentWords(part)}
          <span class="meta">${partWhy(part)}</span></li>`,
      )}</ul></details>`;
}

/** @param {{back: GivenBack}} props */
function Back({ back: { question, spent, granted, currency, reason } }) {
  const given = money(/** @type {any} */ ({ amount: granted, currency }));
  const of = money(/** @type {any} */ ({ amount: spent, currency }));
  return html`<div><dt dir="auto" style=${WHOLE_LINE}>${question}</dt>
    <dd>${interpolate(gettext("%(given)s given back of %(spent)s"), { given, spent: of })}
      ${reason && html`<span class="meta" dir="auto">${reason}</span>`}</dd></div>`;
}
