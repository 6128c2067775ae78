/** What is asked of the shopper, before it begins: read it, say whether it suits, then start. */

import { Failure, Head, Icon, Notice, Prose, useTask } from "../components/basics.js";
import { Later } from "../components/later.js";
import { go, VISITS, visitPath } from "../components/router.js";
import { photosDue } from "../components/standing.js";
import { addressLines, mapLink, money, photosWords, windowWords } from "../components/wording.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Briefing({ app, record }) {
  const { busy, failure, run } = useTask();
  const { item, checklist, document } = record;
  const started = Boolean(document.started_at);
  const begin = async () => {
    if (await run(() => app.actions.startVisit(record.id)))
      go(visitPath(record.id), { replace: true });
  };
  return html`<${Head} back=${started ? visitPath(record.id) : VISITS} over=${item.location.organization}
      title=${item.location.name} />
    <div class="pad briefing">
      <${Facts} record=${record} />
      ${record.editable && !started && html`<${Later} tool="reply" app=${app} record=${record} />`}
      <${Prose} paragraphs=${item.briefing} />
      <${Prose} paragraphs=${checklist.briefing} lang=${checklist.langs?.briefing ?? checklist.language} />
      ${checklist.pictures?.[0] && html`<${Later} tool="enclosed" pictures=${checklist.pictures} />`}
      <${Photographs} record=${record} />
      <section><h2 class="section">${interpolate(
        ngettext("%(count)s moment", "%(count)s moments", checklist.touchpoints.length),
        {
          count: checklist.touchpoints.length,
        },
      )}</h2>
        <ol class="route" lang=${checklist.language}>${checklist.touchpoints.map(
          ({ id, name, langs }) => html`<li key=${id} dir="auto" lang=${langs?.name}>${name}</li>`,
        )}</ol><${Later} tool="afterwards" silent record=${record} /></section>
      <${Failure} text=${failure} />
    </div>
    ${
      record.editable &&
      record.wish?.act !== "decline" &&
      html`<footer class="bar">
      ${
        started
          ? html`<a class="btn" href=${visitPath(record.id)}>${gettext("Back to the moments")}</a>`
          : checklist.quiz?.[0] && !record.quiz?.passed_at
            ? html`<${Later} tool="enclosed" app=${app} record=${record} />`
            : html`<button type="button" class="btn" disabled=${busy} onClick=${begin}>${gettext("Start the visit")}</button>`
      }
    </footer>`
    }`;
}

/** @param {{record: VisitRecord}} props */
function Facts({ record: { item } }) {
  const { location } = item;
  const late = new Date(item.closes_at) < new Date();
  return html`<dl class="facts card">
      <div><dt>${gettext("When")}</dt><dd>${windowWords(item, new Date())}</dd></div>
      <div><dt>${gettext("Where")}</dt><dd><span dir="auto">${addressLines(location).map((line) => html`${line}<br />`)}</span>
        ${location.directions && html`<span class="meta" dir="auto">${location.directions}</span>`}
        <a class="link" href=${mapLink(location)}><${Icon} name="pin" />${gettext("Open in maps")}</a></dd></div>
      ${item.fee && html`<div><dt>${gettext("Fee")}</dt><dd>${money(item.fee)}</dd></div>`}
    </dl>
    ${late && html`<${Notice}><p>${gettext("The window is over. You can still do the visit and send it; say in a note why it is late.")}</p><//>`}`;
}

/** @param {{record: VisitRecord}} props */
function Photographs({ record: { checklist } }) {
  const due = checklist.touchpoints
    .map((touchpoint) => ({ ...touchpoint, count: photosDue([touchpoint]) }))
    .filter(({ count }) => count > 0);
  const whenBad = checklist.touchpoints.some(({ questions }) =>
    questions.some(({ photo }) => photo.rule === "required_when_bad"),
  );
  if (!due.length && !whenBad) return null;
  return html`<section><h2 class="section">${gettext("Photos to bring back")}</h2>
    <ul class="plain" lang=${checklist.language}>${due.map(
      ({ id, name, langs, count }) => html`<li key=${id} class="row">
      <${Icon} name="camera" /><span class="grow" dir="auto" lang=${langs?.name}>${name}</span><span class="meta">${photosWords(count)}</span></li>`,
    )}</ul>
    ${whenBad && html`<p class="meta">${gettext("And of whatever is not as it should be: the question will say so.")}</p>`}
  </section>`;
}
