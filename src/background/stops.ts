/**
 * Which jobs are to stop, in memory that both threads see: the background thread reads its messages between jobs only, and
 * a job of a million rows is to stop in the middle.
 */
export type Stops = Int32Array

/** More than ever wait at once; a place is taken over by a later job. */
const PLACES = 256

export function makeStops(): Stops {
  return new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT))
}

/** `ticket` is the job's number, from 1. */
export function askToStop(stops: Stops, ticket: number): void {
  Atomics.store(stops, ticket % PLACES, ticket)
}

export function isToStop(stops: Stops, ticket: number): boolean {
  return Atomics.load(stops, ticket % PLACES) === ticket
}
