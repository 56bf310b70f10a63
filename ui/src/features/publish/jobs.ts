// What a job of the outbox does or waits for, in words.

import { dateTime, text, type TextKey, time } from "../../texts";
import type { Note, OutboxItem } from "../../wire";
import { sentenceOf } from "../failures";

export function jobWords(job: OutboxItem): string {
  // The site has it, and was to show it: that is all there is to say.
  if (job.overdue && (job.why === "scheduled" || job.why === "unseen") && job.url !== null) return text("job-not-shown", { time: dateTime(job.meantFor) });
  return job.overdue ? `${text("job-overdue", { time: dateTime(job.meantFor) })} ${stateWords(job)}` : stateWords(job);
}

function stateWords(job: OutboxItem): string {
  switch (job.state) {
    case "running":
      if (job.step === "pictures") return text("job-pictures", { sent: job.sent, pictures: job.pictures });
      return text(job.step === "queued" ? "job-reading" : `job-${job.step}`);
    case "done":
      if (job.verified && hasRemarks(job)) return text("job-verified-but");
      if (job.verified) return text(job.url === null ? "job-read-back" : "job-verified");
      return text("job-done");
    case "failed":
      return failureWords(job);
    case "waiting":
      return waitingWords(job);
  }
}

function waitingWords(job: OutboxItem): string {
  switch (job.why) {
    case null:
      return text("job-queued");
    case "offline":
    case "password":
      return text(`job-${job.why}`);
    case "scheduled":
      // A server that shows nothing by itself is sent it at its time.
      if (job.change) return text("job-change", { time: dateTime(job.due) });
      return job.url === null ? text("job-time", { time: dateTime(job.due) }) : text("job-scheduled");
    case "unseen":
    case "stranger":
      return text(`job-${job.why}`, { time: time(job.due) });
    default:
      return text("job-waits", { time: time(job.due) });
  }
}

/** Whether it was done, and not all of it came out there as it was sent. */
export function hasRemarks(job: OutboxItem): boolean {
  return job.state === "done" && job.wish === "publish" && job.notes.length > 0;
}

/** What a person should know of a job or of how an article stands, in the reader's language: a line each. */
export function noteWords(notes: readonly Omit<Note, "text">[]): string {
  return notes
    .map(({ word, what, more }) => {
      const key: TextKey = `note-${word}`;
      // All take no more than these two.
      return text(key as "note-other_address", { what, more });
    })
    .join("\n");
}

/** Of these the sentence says it all; of others the server's own words say more. */
export function saysAll(job: OutboxItem): boolean {
  return job.why === "changed" || job.why === "cannot_look" || job.why === "private" || job.why === "sign_in" || job.why === "offline" || job.why === "password";
}

function failureWords(job: OutboxItem): string {
  if (job.why === "cannot_look") return text("job-cannot-look");
  if (job.why === "unseen") return text("job-never-seen");
  const code = job.why === "changed" ? "changed_there" : job.why === "sign_in" ? "sign_in" : job.why === "gate" ? "gate" : job.why === "private" ? "private_network" : null;
  return code ? sentenceOf({ code, tone: "cannot_now", message: "" }) : text("job-failed");
}
