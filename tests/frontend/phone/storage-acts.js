/** What may happen to a phone's storage, as commands of fast-check. */

import fc from "fast-check";
import { Act } from "./histories.js";
import { VISITS } from "./powered-phone.js";

/** One thing, or several at the same moment, by two pages and the worker. */
class Work extends Act {
  run(saved, phone) {
    return work(this.facts, saved, phone);
  }
}

/** The browser closes the database, or somebody deletes it, under the open app, which is opened again only after the latter. */
class Trouble extends Act {
  async run(saved, phone) {
    const { what, during, after } = this.facts;
    await Promise.all([work(during, saved, phone), phone[what]()]);
    if (what === "closed") return;
    saved.harmed();
    await work(after, saved, phone);
    await night({ unflushed: { fate: "all", share: 1 } }, saved, phone);
  }
}

/**
 * The power goes, at once or so many writes into an act; one copy is harmed; then the app is opened, cut off in the
 * middle of its repairs perhaps more than once, and at last left alone.
 */
class Night extends Act {
  run(saved, phone) {
    return night(this.facts, saved, phone);
  }
}

async function work(doings, saved, phone) {
  const whole = doings.map((one) => completed(one, saved)).filter(Boolean);
  const became = await Promise.all(whole.map((one) => phone.attempt(one)));
  saved.note(whole.map((one, place) => ({ ...one, became: became[place] })));
}

/** What is done with a photograph that is there; with a new one, its bytes. */
function completed({ text, which, ...doing }, saved) {
  if (doing.do === "photo") return { ...doing, ...saved.picture(text) };
  if (doing.do === "hand in") return { ...doing, names: (id) => saved.named.add(id) };
  if (doing.do !== "remove photo") return doing;
  const found = saved.picked(which, doing.visit);
  return found && { ...doing, id: found.id };
}

/** Open the app after the power was gone, and look whether all is there. */
export async function night(facts, saved, phone) {
  const { during = [], writes, unflushed, harm, interrupted = [], inBoth } = facts;
  if (during.length) {
    phone.power.left = writes;
    await work(during, saved, phone);
  }
  await phone.off(unflushed);
  if (harm) await suffer(harm, saved, phone);
  for (const after of interrupted) {
    phone.power.left = after;
    await phone.start({ inBoth }).catch((trouble) => {
      if (phone.power.isOn) throw trouble;
    });
    await phone.off(unflushed);
  }
  await saved.inspect(phone, await phone.start({ inBoth }));
}

async function suffer({ what, which, share }, saved, phone) {
  if (what === "wiped database") await phone.wipeDatabase();
  if (what === "wiped journal") phone.wipeJournal();
  if (what === "torn file") phone.tear(which, share);
  saved.harmed();
  const found = saved.picked(which);
  if (!found) return;
  if (what === "spoilt picture") await phone.spoil(found);
  if (what === "picture lost twice") {
    await phone.destroy(found);
    saved.destroyed(found.photo);
  }
}

// --- drawing them ---------------------------------------------------------------------------------

const visit = fc.constantFrom(...VISITS);
const question = fc.constantFrom("clean", "belts");
const page = fc.constantFrom("page", "page", "other page");
const anybody = fc.constantFrom("page", "other page", "worker");
const late = fc.nat(12);
const which = fc.nat(30);
const share = fc.double({ min: 0, max: 1, noNaN: true });

const doing = (weight, what, by, facts) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(what), by, late, ...facts }),
});
const anything = fc.oneof(
  doing(5, "answer", page, { visit, question, value: fc.string({ maxLength: 6 }) }),
  doing(5, "photo", page, { visit, text: fc.string({ maxLength: 40 }) }),
  doing(1, "remove photo", page, { visit, which }),
  doing(1, "progress", anybody, { visit }),
  doing(1, "intend", page, { question }),
  doing(1, "fetch", anybody, {}),
  doing(1, "hand in", anybody, { visit }),
  doing(1, "purge", anybody, { days: fc.constantFrom(1, 13, 15), isUrgent: fc.boolean() }),
);
const some = fc.array(anything, { minLength: 1, maxLength: 3 });

const trouble = fc.record({
  what: fc.constantFrom("closed", "deleted"),
  during: some,
  after: fc.array(anything, { maxLength: 4 }),
});
const aNight = fc.record({
  during: fc.oneof(fc.constant([]), some),
  writes: fc.nat(14),
  unflushed: fc.record({ fate: fc.constantFrom("all", "nothing", "part"), share }),
  harm: fc.option(
    fc.record({
      what: fc.constantFrom(
        "wiped database",
        "wiped journal",
        "torn file",
        "spoilt picture",
        "picture lost twice",
      ),
      which,
      share,
    }),
  ),
  interrupted: fc.array(fc.nat(14), { maxLength: 2 }),
  inBoth: fc.boolean(),
});

export const act = fc.oneof(
  { weight: 6, arbitrary: some.map((facts) => new Work(facts)) },
  { weight: 1, arbitrary: trouble.map((facts) => new Trouble(facts)) },
  { weight: 4, arbitrary: aNight.map((facts) => new Night(facts)) },
);
