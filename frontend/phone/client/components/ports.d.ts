/** What the screens ask of the rest of the phone; main.js makes an App and hands it to start(). */
import type {
  Answer, Checklist, Delivery, PassedOver, Photo, StoredVisit, VisitDocument, VisitItem, VisitRecord as Kept, Wish,
} from "../model/visit.js";
import type { Signal } from "../vendor/vendor.js";

export type { Delivery, Kept, VisitItem };
/** A visit with a document, empty where none was begun. */
export type VisitRecord = Kept & { document: VisitDocument };
export type Place = VisitItem["location"];
export type Fee = NonNullable<VisitItem["fee"]>;

export interface Given {
  state: Answer["state"];
  value: any;
  note: string;
  reason: string;
}

export type SavingState = "saved" | "saving" | "failed";

export interface Sync {
  state: "idle" | "sending" | "waiting" | "sign_in" | "trouble";
  lastTryAt: string | null;
  reason: string;
  nextTryAt: string | null;
  /** The server no longer reads what this version sends. */
  isTooOld: boolean;
  unsent: number;
}

/** A phone this shopper has signed in on. */
export interface Device {
  id: string;
  name: string;
  seen_at: string;
  revoked_at: string | null;
  is_this: boolean;
}

export interface State {
  user: Signal<{ id: string; name: string; email: string; roles: string[] } | null>;
  phase: Signal<"starting" | "signed_out" | "ready" | "no_offline" | "storage_trouble">;
  visits: Signal<Kept[]>;
  online: Signal<boolean>;
  sync: Signal<Sync>;
  update: Signal<boolean>;
  trouble: Signal<string | null>;
  /** Something to know that is no trouble; the screen puts null when it was read. */
  notice?: Signal<string | null>;
  saving: Signal<Record<string, SavingState>>;
  intent: Signal<{ visit: string; question: string } | null>;
  /** To be shown: install the app, or the browser deletes what it keeps. */
  advice: Signal<boolean>;
  /** All questions of a moment are asked at once. */
  whole: Signal<boolean>;
  /** Every part of the app is on the phone. */
  kept: Signal<boolean>;
  /** Of the words on the screen. */
  language: Signal<string>;
  storage: Signal<{ persisted: boolean | null; usage: number | null; isTight: boolean }>;
}

/** Each resolves when its effect is durable, and rejects with {code, message} in words. */
export interface Actions {
  signIn(email: string, password: string): Promise<unknown>;
  signOut(choice: { how: "after_sending" | "keep" | "delete" }): Promise<unknown>;
  refresh(): Promise<unknown>;
  sendNow(): Promise<unknown>;
  startVisit(visit: string): Promise<unknown>;
  answer(visit: string, question: string, given: Given | null): Promise<unknown>;
  feel(visit: string, touchpoint: string, felt: { feeling: string; note: string }): Promise<unknown>;
  intend(visit: string | null, question?: string): Promise<unknown>;
  addPhotos(visit: string, question: string, files: File[]): Promise<({ photo?: any; refused?: string })[]>;
  addSignature(visit: string, question: string, drawing: Blob): Promise<unknown>;
  removePhoto(visit: string, photo: string): Promise<unknown>;
  replacePhoto(visit: string, photo: string, file: Blob): Promise<{ photo: { id: string } }>;
  describePhoto(visit: string, photo: string, caption: string): Promise<unknown>;
  movePhoto(visit: string, photo: string, by: 1 | -1): Promise<unknown>;
  declareMissing(visit: string, photo: string, reason: string): Promise<unknown>;
  photoUrl(photo: string): Promise<string>;
  passOver(visit: string, told: PassedOver[]): Promise<unknown>;
  endVisit(visit: string, told?: PassedOver[]): Promise<unknown>;
  /** Kept until it is sent; null takes back what was not. */
  say(visit: string, act: Wish["act"] | null, body?: object): Promise<unknown>;
  /** Change what this phone alone keeps beside the document. */
  rework(
    visit: string,
    change: (
      here: StoredVisit,
      edit: (question: string | null, make: (draft: VisitDocument) => VisitDocument) => StoredVisit,
    ) => StoredVisit,
  ): Promise<unknown>;
  /** Keep a photograph that is in no document, as `list` says. */
  jotPhoto(
    visit: string,
    file: Blob,
    list: (here: StoredVisit, photo: Photo) => StoredVisit,
  ): Promise<unknown>;
  forget(visit: string): Promise<unknown>;
  /** Keep a visit that is only practised, begun already. */
  practise(item: VisitItem, checklist: Checklist): Promise<unknown>;
  countUnsent(): Promise<unknown>;
  /** What only the server knows or can do: `GET devices`, `POST visits/<id>/claim`. */
  ask(
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    given?: { headers: Record<string, string>; body: string },
  ): Promise<any>;
  activateUpdate(): Promise<unknown>;
  dismissAdvice(): Promise<unknown>;
  settings(): Promise<Settings>;
  set(some: Settings): Promise<unknown>;
  chooseLanguage(language: string): Promise<unknown>;
  rescueFile(): Promise<Blob>;
}

/** What the shopper has set on this phone, and the list behind which the app hides. */
export interface Settings {
  list?: { text: string; done: boolean }[];
  dim?: boolean;
  awake?: boolean;
  /** All questions of a moment are asked at once. */
  whole?: boolean;
  /** What became of one's visits, as last heard. */
  outcomes?: import("../tools/outcomes/wording.js").Heard | null;
}

export interface App {
  state: State;
  actions: Actions;
  version?: string;
}
