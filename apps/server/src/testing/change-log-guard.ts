import { sql } from "kysely"
import type { Database, Db } from "../db/database.ts"

/**
 * Makes a transaction fail at its commit that wrote a row of `session` without an entry of the change log for that very
 * change, which comes behind the write and bears the row's `sequence`. For the database that all tests clone: a new
 * writer that does not go through `sessionsChanged` is found by whichever test runs it. The product has no triggers.
 */
export async function guardChangeLog({ db }: Pick<Database, "db">): Promise<void> {
  await sql
    .raw(`
    create table guard_unlogged (workspace_id uuid not null, id uuid not null, sequence integer not null);
    create table guard_statement (n bigint generated always as identity);

    create function guard_note() returns trigger language plpgsql as $$ begin
      if current_setting('holdfast.past_the_log', true) = 'on' then return null; end if;
      if tg_op = 'DELETE' then
        insert into guard_unlogged select workspace_id, id, sequence + 1 from written;
      else
        insert into guard_unlogged select workspace_id, id, sequence from written;
      end if;
      if found then insert into guard_statement default values; end if;
      return null;
    end $$;
    create trigger guard_insert after insert on session referencing new table as written
      for each statement execute function guard_note();
    create trigger guard_update after update on session referencing new table as written
      for each statement execute function guard_note();
    create trigger guard_delete after delete on session referencing old table as written
      for each statement execute function guard_note();

    create function guard_logged() returns trigger language plpgsql as $$ begin
      delete from guard_unlogged u using logged
        where u.workspace_id = logged.workspace_id and u.id = logged.session_id and u.sequence = logged.sequence;
      return null;
    end $$;
    create trigger guard_logged after insert on session_change referencing new table as logged
      for each statement execute function guard_logged();

    create function guard_commit() returns trigger language plpgsql as $$ begin
      delete from guard_statement;
      if exists (select from guard_unlogged) then
        raise exception 'sessions were written without an entry of the change log'
          using hint = 'Every writer of session calls sessionsChanged; a test''s own data is written by pastTheLog.';
      end if;
      return null;
    end $$;
    create constraint trigger guard_commit after insert on guard_statement deferrable initially deferred
      for each row execute function guard_commit();
  `)
    .execute(db)
}

/** Writes sessions as no writer of the product does, without a word in the change log. */
export const pastTheLog = <T>({ db }: Pick<Database, "db">, write: (trx: Db) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await sql`set local holdfast.past_the_log = 'on'`.execute(trx)
    return write(trx)
  })
