/** The server as a phone meets it, in memory: the rules of the protocol, and every way it can fail. */

import { createHash, randomUUID } from "node:crypto";

export const VISIT = "0199aaaa-0000-7000-8000-000000000001";
export const SECOND_VISIT = "0199aaaa-0000-7000-8000-000000000002";
export const CLEAN = "q-clean";
export const PHOTO = "q-photo";
export const NOTE = "q-note";

const question = (id, kind, more = {}) => ({
  id,
  text: `Question ${id}?`,
  help: "",
  kind,
  role: "standard",
  weight: "1",
  knock_out: false,
  required: false,
  not_applicable: true,
  could_not_check: true,
  good: kind === "yes_no" ? "yes" : null,
  options: [],
  steps: null,
  step_labels: [],
  bands: [],
  unit: "",
  minimum: null,
  maximum: null,
  condition: null,
  photo: { rule: "optional", min: 0, max: 6 },
  note: { rule: "optional", min: 0, max: 500 },
  ...more,
});

export const CHECKLIST = {
  id: "checklist-1",
  name: "Cab ride",
  version: 1,
  language: "en",
  briefing: "",
  touchpoints: [
    {
      id: "t-1",
      name: "Outside",
      channel: "in_person",
      kind: "product",
      controlled: true,
      weight: "1",
      floor: "60",
      magic: "90",
      looks_like: { misery: "", mediocrity: "", magic: "" },
      questions: [
        question(CLEAN, "yes_no", { required: true }),
        question(PHOTO, "photo"),
        question(NOTE, "text"),
      ],
    },
  ],
};

const OPEN = ["scheduled", "accepted", "in_progress", "returned"];

export const sha256 = (bytes) => createHash("sha256").update(Buffer.from(bytes)).digest("hex");

/** A server with two shoppers, one visit each, and a second visit for the first of them. */
export class FakeServer {
  constructor() {
    this.epoch = "epoch-1";
    this.minClient = "";
    this.clock = () => Date.now();
    this.revoked = new Set();
    this.named = new Set();
    this.quarantined = new Map();
    this.otherDevices = [];
    this.people = new Map(
      ["ann", "bob"].map((name) => [
        `${name}@example.org`,
        { id: name, name, email: `${name}@example.org`, roles: ["shopper"], password: "right" },
      ]),
    );
    this.checklist = CHECKLIST;
    this.visits = new Map();
    this.requests = [];
    this.faults = [];
    this.stragglers = [];
    this.assign(VISIT, "ann");
    this.assign(SECOND_VISIT, "ann");
    this.assign("0199aaaa-0000-7000-8000-00000000000b", "bob");
  }

  assign(id, shopper) {
    this.visits.set(id, {
      id,
      shopper,
      status: "scheduled",
      revisions: [],
      photos: new Map(),
      receipt: null,
      returned: [],
      wishes: new Set(),
    });
  }

  visit(id = VISIT) {
    return this.visits.get(id);
  }

  standing(id = VISIT) {
    return this.visit(id).revisions.at(-1)?.document ?? null;
  }

  /** Let the next request that matches go wrong: before it arrives, or after it was served. */
  failNext(matches, how) {
    this.faults.push({ matches, how });
  }

  count(method, ending) {
    return this.requests.filter((one) => one.method === method && one.path.endsWith(ending)).length;
  }

  /** What one phone's browser gives its page as `fetch`, with a cookie jar of its own. */
  door() {
    const jar = { user: null };
    const door = async (path, init) => {
      const request = { ...init, path };
      const { "Accept-Language": language } = init.headers ?? {};
      this.requests.push({ method: init.method, path, language });
      const place = this.faults.findIndex(({ matches }) => matches(request));
      const [fault] = place < 0 ? [] : this.faults.splice(place, 1);
      if (fault) return this.failing(fault.how, () => this.serve(request, jar));
      return this.serve(request, jar);
    };
    door.jar = jar;
    return door;
  }

  /** Go wrong in one way: lost before or after it was served, answered by a stranger, served twice. */
  async failing(how, serve) {
    if (how === "lost") throw new TypeError("Failed to fetch");
    if (how === "aborted reply") {
      await serve();
      throw new TypeError("network error");
    }
    if (how === "portal") {
      const page = "<html>Welcome to our hotel</html>";
      return new Response(page, { headers: { "Content-Type": "text/html" } });
    }
    if (how === "cut body") {
      await serve();
      return new Response('{"rev":', { headers: JSON_TYPE });
    }
    if (how === "twin") await serve();
    if (how === "late twin") this.stragglers.push(serve);
    if (how === "twin" || how === "late twin") return serve();
    return typeof how === "number" ? reply(how, { code: "trouble", detail: "" }) : how;
  }

  /** What the network has held back arrives a second time, after whatever came meanwhile. */
  async meetStragglers() {
    for (const serve of this.stragglers.splice(0)) await serve();
  }

  async serve({ method, path, headers, body }, jar) {
    const [, name, id, part, photo] = path.replace("/api/v1", "").split("/");
    if (name === "session") return this.session(method, body, headers, jar);
    if (!jar.user) return reply(401, { code: "signed_out", detail: "Sign in to go on." });
    if (method !== "GET" && headers["X-CSRFToken"] !== `csrf-${jar.user.id}`) {
      return reply(403, { code: "csrf", detail: "" });
    }
    if (name === "devices") return this.devices(method, id, headers);
    if (name === "assignments") return this.assignments(jar.user, headers);
    const visit = this.visits.get(id);
    if (["accept", "decline", "another-date"].includes(part)) {
      return this.said(visit, part, JSON.parse(body), jar.user);
    }
    if (visit?.shopper !== jar.user.id) return this.notTheirs(method, part, photo, body);
    if (method === "PUT" && !part) return this.putVisit(visit, JSON.parse(body), headers);
    if (method === "PUT") return this.putPhoto(visit, photo, new Uint8Array(body), headers);
    if (part === "submit") return this.submit(visit, headers);
    if (part === "status") return reply(200, this.status(visit));
    const bytes = visit.photos.get(photo);
    return bytes ? new Response(bytes, { headers: { "Content-Type": "image/jpeg" } }) : reply(404);
  }

  /** Hear what is said before a visit begins; under one identity once. */
  said(visit, act, { id, ...words }, user) {
    if (visit?.wishes.has(id)) return reply(200, { status: "heard" });
    if (visit?.shopper !== user.id) return reply(404, { code: "not_found", detail: "Not yours." });
    if (!["scheduled", "accepted"].includes(visit.status)) {
      return reply(409, { code: "wrong_state", detail: "Olga has moved this visit meanwhile." });
    }
    if (act === "another-date" && words.closes <= words.opens) {
      const errors = { closes: ["The window must leave half an hour at least."] };
      return reply(422, { code: "invalid", detail: "Some of this is not valid.", errors });
    }
    visit.heard = { act, ...words };
    visit.wishes.add(id);
    if (act === "accept") visit.status = "accepted";
    if (act === "decline") Object.assign(visit, { shopper: null, status: "scheduled" });
    if (act === "another-date") visit.another_date = { id, outcome: "open", answer: "" };
    return reply(200, { status: "heard" });
  }

  session(method, body, headers, jar) {
    if (method === "POST") {
      const { email, password } = JSON.parse(body);
      const person = this.people.get(email);
      if (person?.password !== password) {
        return reply(400, { code: "wrong_credentials", detail: "Not right." });
      }
      jar.user = person;
    }
    if (method === "DELETE") {
      jar.user = null;
      return new Response(null, { status: 204 });
    }
    if (!jar.user) return reply(401, { code: "signed_out", detail: "" });
    const { password: _, ...user } = jar.user;
    return reply(200, {
      marker: "moments",
      user,
      csrf: `csrf-${user.id}`,
      now: new Date(this.clock()).toISOString(),
      epoch: this.epoch,
      min_client: this.minClient,
      device: { state: this.revoked.has(headers["X-Device"]) ? "revoked" : "ok" },
    });
  }

  devices(method, id, headers) {
    const told = (one) => ({
      id: one,
      name: "Chrome, Android",
      seen_at: new Date(this.clock()).toISOString(),
      revoked_at: this.revoked.has(one) ? "2026-11-22T08:00:00Z" : null,
      is_this: one === headers["X-Device"],
    });
    if (method === "GET") {
      return reply(200, { devices: [headers["X-Device"], ...this.otherDevices].map(told) });
    }
    if (!this.otherDevices.includes(id))
      return reply(404, { code: "not_found", detail: "Not yours." });
    this.revoked.add(id);
    return reply(200, told(id));
  }

  assignments(user, headers) {
    const visits = [...this.visits.values()].filter(({ shopper }) => shopper === user.id);
    const body = { visits: visits.map((visit) => this.item(visit)), checklists: [this.checklist] };
    const etag = `"${sha256(Buffer.from(JSON.stringify([body, this.epoch]))).slice(0, 16)}"`;
    if (headers["If-None-Match"] === etag) return new Response(null, { status: 304 });
    return reply(200, { ...body, now: "", epoch: this.epoch }, { ETag: etag });
  }

  item(visit) {
    return {
      id: visit.id,
      status: visit.status,
      rev: visit.revisions.length || null,
      checklist: CHECKLIST.id,
      lens: "shopper",
      location: { name: "Cab 12", organization: "Harbour Cabs", time_zone: "Europe/Berlin" },
      opens_at: "2026-11-22T08:00:00Z",
      closes_at: "2026-11-22T20:00:00Z",
      briefing: "",
      fee: null,
      another_date: visit.another_date ?? null,
      returned: visit.returned,
      document: visit.revisions.at(-1)?.document ?? null,
      photos: listed(visit.photos),
      receipt: visit.receipt,
      submitted_at: visit.receipt?.at ?? null,
    };
  }

  putVisit(visit, document, headers) {
    const before = visit.revisions.find(
      ({ document: one }) => one.device === document.device && one.seq === document.seq,
    );
    if (before) {
      if (JSON.stringify(said(before.document)) !== JSON.stringify(said(document))) {
        const seqs = visit.revisions.map(({ document: { seq } }) => seq);
        return reply(409, { code: "conflict", detail: "", highest_seq: Math.max(...seqs) });
      }
      return reply(200, { rev: before.rev, missing_photos: before.missing });
    }
    if (visit.status === "cancelled")
      return reply(410, { code: "withdrawn", detail: "Withdrawn." });
    if (!OPEN.includes(visit.status))
      return reply(409, { code: "wrong_state", detail: "Handed in." });
    const faults = Object.entries(document.answers).filter(([, { value }]) => value === "refused");
    if (faults.length) {
      const errors = Object.fromEntries(faults.map(([id]) => [id, ["This cannot be."]]));
      return reply(422, { code: "invalid", detail: "Some of this is not valid.", errors });
    }
    const rev = visit.revisions.length;
    if ((base(headers) ?? 0) !== rev) {
      return reply(412, {
        code: "outdated",
        detail: "",
        rev: rev || null,
        document: visit.revisions.at(-1)?.document ?? null,
      });
    }
    const missing = this.absent(visit, document);
    visit.revisions.push({ rev: rev + 1, document, missing });
    visit.status = "in_progress";
    return reply(rev ? 200 : 201, { rev: rev + 1, missing_photos: missing });
  }

  /** Refuse what comes for somebody else's visit; keep the document, and the photographs it names. */
  notTheirs(method, part, photo, body) {
    if (method === "PUT" && !part) {
      for (const { id } of JSON.parse(body).photos) this.named.add(id);
    }
    const kept = method === "PUT" && part === "photos" && this.named.has(photo);
    if (kept) this.quarantined.set(photo, new Uint8Array(body));
    return reply(404, { code: "not_found", detail: "Gone.", ...(kept ? { kept } : {}) });
  }

  absent(visit, document) {
    return document.photos
      .filter(({ id, missing }) => !missing && !visit.photos.has(id))
      .map(({ id }) => id);
  }

  putPhoto(visit, id, bytes, headers) {
    const digest = Buffer.from(sha256(bytes), "hex").toString("base64");
    if (headers["Repr-Digest"] !== `sha-256=:${digest}:`) return reply(422, { code: "invalid" });
    const here = visit.photos.get(id);
    if (here && sha256(here) !== sha256(bytes)) return reply(409, { code: "conflict" });
    visit.photos.set(id, bytes);
    return reply(here ? 200 : 201, { id, sha256: sha256(bytes) });
  }

  submit(visit, headers) {
    if (visit.receipt?.rev === base(headers)) return reply(200, { receipt: visit.receipt });
    const { rev, document } = visit.revisions.at(-1) ?? {};
    if (rev !== base(headers)) return reply(412, { code: "outdated", rev: rev ?? null, document });
    const missing = this.absent(visit, document);
    const errors = document.answers[CLEAN] ? {} : { [CLEAN]: ["Answer this question."] };
    if (missing.length || Object.keys(errors).length) {
      return reply(409, { code: "incomplete", detail: "", missing_photos: missing, errors });
    }
    const photos = document.photos.filter((photo) => !photo.missing);
    visit.status = "submitted";
    visit.returned = [];
    visit.receipt = {
      id: randomUUID(),
      visit: visit.id,
      rev,
      at: new Date(this.clock()).toISOString(),
      epoch: this.epoch,
      photos: photos.map(({ id, sha256: digest }) => ({ id, sha256: digest })),
    };
    return reply(200, { receipt: visit.receipt });
  }

  status(visit) {
    return {
      rev: visit.revisions.length || null,
      status: visit.status,
      photos: listed(visit.photos),
      notes: visit.returned,
      receipt: visit.receipt,
      epoch: this.epoch,
    };
  }

  sendBack(id, questionId, note = "Blurred.") {
    const visit = this.visit(id);
    visit.status = "returned";
    visit.returned = [{ question: questionId, note, at: new Date(this.clock()).toISOString() }];
  }

  /** Go back to what the server held when `backup` was taken, as after a burnt disk. */
  backup() {
    return structuredClone(this.visits);
  }

  restore(backup) {
    this.visits = structuredClone(backup);
    this.epoch = `${this.epoch}+`;
  }
}

const JSON_TYPE = { "Content-Type": "application/json" };

function reply(status, body = {}, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers: { ...JSON_TYPE, ...headers } });
}

const listed = (photos) => [...photos].map(([id, bytes]) => ({ id, sha256: sha256(bytes) }));

const said = ({ client: _, skew_ms: __, ...document }) => document;

function base(headers) {
  return headers["If-Match"] ? Number(headers["If-Match"].replaceAll('"', "")) : null;
}
