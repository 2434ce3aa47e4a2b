/** Names of a queue's stream, bucket and subjects; `prefix` is that of the NATS address. */
export function namesOf(prefix: string, queue: string) {
  const subject = `${prefix}.work.${queue}`;
  return {
    stream: `${prefix}-work-${queue}`,
    bucket: `${prefix}-work-${queue}`,
    jobs: `${subject}.jobs`,
    progress: `${subject}.progress`,
    ended: `${subject}.ended`,
    dropped: `${subject}.dropped`,
  };
}
export type QueueNames = ReturnType<typeof namesOf>;

/** An id as one word of a subject. */
export const wordOf = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E').replaceAll('*', '%2A');
/** The id behind the last word of a subject. */
export const idIn = (subject: string): string => decodeURIComponent(subject.slice(subject.lastIndexOf('.') + 1));
/** The names of what is stored of a piece of work. */
export const objectsOf = (id: string) => ({
  input: `${id}/input`,
  checkpoint: `${id}/checkpoint`,
  outcome: `${id}/outcome`,
});
