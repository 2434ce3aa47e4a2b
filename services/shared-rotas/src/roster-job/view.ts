import type { View } from '@weft/eventing';
import type { RosterJobEvent } from './events.ts';

/** Every roster job, how far it is, and who asked for it. */
export const rosterJobsView: View<RosterJobEvent> = {
  name: 'roster-jobs',
  version: 1,
  tables: `
    CREATE TABLE roster_jobs (
      job TEXT PRIMARY KEY, organisation TEXT NOT NULL, by TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
      keep TEXT NOT NULL, stage TEXT NOT NULL, placements INTEGER NOT NULL, gaps INTEGER NOT NULL, cost REAL,
      started_at TEXT NOT NULL, changed_at TEXT NOT NULL
    );
    CREATE INDEX roster_jobs_by_stage ON roster_jobs (stage);
    CREATE TABLE roster_job_rotas (job TEXT NOT NULL, rota TEXT NOT NULL, PRIMARY KEY (rota, job));
  `,
  on: {
    RosterJobStarted(rows, { stream, data, metadata }) {
      rows.run(
        "INSERT INTO roster_jobs VALUES (?, ?, ?, ?, ?, ?, 'running', 0, 0, NULL, ?, ?)",
        jobOf(stream),
        data.organisation,
        metadata.actor.person,
        data.from,
        data.to,
        data.keep,
        metadata.at,
        metadata.at,
      );
      for (const rota of data.rotas) rows.run('INSERT INTO roster_job_rotas VALUES (?, ?)', jobOf(stream), rota);
    },
    RosterFound(rows, { stream, data, metadata }) {
      rows.run(
        "UPDATE roster_jobs SET stage = 'found', placements = ?, gaps = ?, cost = ?, changed_at = ? WHERE job = ?",
        data.placements,
        data.gaps.reduce((sum, { places }) => sum + places, 0),
        data.cost,
        metadata.at,
        jobOf(stream),
      );
    },
    RosterJobFailed: (rows, { stream, metadata }) => rows.run(STAGE, 'failed', metadata.at, jobOf(stream)),
    RosterJobCancelled: (rows, { stream, metadata }) => rows.run(STAGE, 'cancelled', metadata.at, jobOf(stream)),
    RosterApplyBegan: (rows, { stream, metadata }) => rows.run(STAGE, 'applying', metadata.at, jobOf(stream)),
    RosterApplied: (rows, { stream, metadata }) => rows.run(STAGE, 'applied', metadata.at, jobOf(stream)),
  },
};

const STAGE = 'UPDATE roster_jobs SET stage = ?, changed_at = ? WHERE job = ?';

const jobOf = (stream: string): string => stream.slice('rosterJob-'.length);
