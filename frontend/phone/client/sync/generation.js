/**
 * The day on which the form of what this client sends last changed. The server names the oldest it reads.
 *
 * Beside each day lies a document of its form, in tests/cases/documents, which the server must go on taking in.
 */
export const GENERATION = "2026-11-23";
