/** What may happen between two phones and the server, as commands of fast-check. */

import fc from "fast-check";
import { CLEAN, NOTE } from "./fake-server.js";
import { Act } from "./histories.js";
import { VISITS } from "./two-phones.js";

/** One thing, or several at the same moment, on either phone. */
class Work extends Act {
  async run(said, all) {
    const drawn = await Promise.all(this.facts.map((one) => completed(one, said, all)));
    const doings = drawn.filter(Boolean);
    const outcomes = await all.until(
      Promise.all(doings.map((one) => all.phones[one.who].attempt(one))),
    );
    said.note(doings.map((one, place) => ({ ...one, ...outcomes[place] })));
  }
}

/** The app of one phone is killed and opened again, its storage perhaps harmed meanwhile. */
class Reopening extends Act {
  run(_, all) {
    return all.until(all.phones[this.facts.who].reopen(this.facts.harm));
  }
}

class Clock extends Act {
  async run(_, { phones }) {
    phones[this.facts.who].handset.aheadMs = this.facts.hours * 3_600_000;
  }
}

/** A later request is lost, answered wrongly, cut off, or arrives twice. */
class Fault extends Act {
  async run(_, all) {
    all.fail(this.facts);
  }
}

/** Something becomes of the server, or of what it knows. */
class Office extends Act {
  async run(said, all) {
    const { what, visit, who } = this.facts;
    if (what === "backed up") all.backUp();
    if (what === "restored") await restore(said, all);
    if (what === "signed out") all.phones[who].wire.jar.user = null;
    if (what === "stragglers") await all.server.meetStragglers();
    const isIn = all.server.visit(visit).status === "submitted";
    if (what === "sent back" && isIn) all.server.sendBack(visit, NOTE);
  }
}

async function restore(said, all) {
  all.restore();
  for (const phone of all.phones) {
    for (const id of VISITS) said.restored(id, (await phone.stored(id))?.document);
  }
}

/** An answer is a word of its own, and replaces what its phone shows; only a photograph that it shows is taken away. */
async function completed({ which, ...doing }, said, { phones }) {
  const { do: what, who, visit, question } = doing;
  if (what !== "answer" && what !== "remove photo") return doing;
  const draft = (await phones[who].stored(visit))?.document;
  if (what === "answer") {
    said.shown(who, visit, question, draft?.answers[question]?.note);
    return { ...doing, word: said.fresh() };
  }
  const photos = draft?.photos ?? [];
  return photos.length ? { ...doing, id: photos[which % photos.length].id } : null;
}

const who = fc.nat(1);
const on = fc.constantFrom("page", "page", "tab");
const visit = fc.constantFrom(...VISITS);

const doing = (weight, what, facts) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(what), who, on, ...facts }),
});
const anything = fc.oneof(
  doing(4, "answer", { visit, question: fc.constantFrom(NOTE, CLEAN) }),
  doing(3, "photo", { visit }),
  doing(1, "remove photo", { visit, which: fc.nat(9) }),
  doing(2, "end", { visit }),
  doing(6, "send", { how: fc.constantFrom("now", "now", "by the timer", "in the background") }),
);
const fault = fc.constantFrom(
  ...["lost", "aborted reply", "cut body", "portal", "twin", "late twin"],
  ...[500, 503, 502, 507, 429],
);
const harm = fc.constantFrom("none", "database lost", "journal torn");
const office = fc.constantFrom("backed up", "restored", "signed out", "stragglers", "sent back");

export const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(anything, { minLength: 1, maxLength: 4 }).map((facts) => new Work(facts)),
  },
  { weight: 2, arbitrary: fc.record({ who, harm }).map((facts) => new Reopening(facts)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ who, hours: fc.integer({ min: -48, max: 48 }) })
      .map((facts) => new Clock(facts)),
  },
  {
    weight: 3,
    arbitrary: fc.record({ skip: fc.nat(6), how: fault }).map((facts) => new Fault(facts)),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: office, visit, who }).map((facts) => new Office(facts)),
  },
);
