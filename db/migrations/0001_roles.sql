-- The runtime role may be made beforehand by the database's administrator (or by the embedded starter).
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lawexam_app') THEN CREATE ROLE lawexam_app LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lawexam_log') THEN CREATE ROLE lawexam_log NOLOGIN; END IF;
END $$;
--> statement-breakpoint
-- The owner of a table can grant itself any right and disable triggers: the logs belong to a role nobody logs in as.
DO $$ BEGIN EXECUTE format('GRANT lawexam_log TO %I', current_user); END $$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_0" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_1" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_2" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_3" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_4" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_5" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_6" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "responses_7" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "audit_log" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "audit_seals" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "receipts" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "time_grants" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "roll_changes" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "acceptances" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "message_acknowledgements" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "refused_entries" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "held_entries" OWNER TO lawexam_log;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM lawexam_log;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO lawexam_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lawexam_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lawexam_app;
--> statement-breakpoint
-- A record is added to, never changed: what happened stays as it was written.
REVOKE UPDATE, DELETE, TRUNCATE ON "responses" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_0" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_1" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_2" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_3" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_4" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_5" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_6" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "responses_7" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_log" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_seals" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "receipts" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "time_grants" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "roll_changes" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "acceptances" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "message_acknowledgements" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "refused_entries" FROM lawexam_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "held_entries" FROM lawexam_app;
--> statement-breakpoint
-- Nor may anybody delete what statistics and receipts stand on.
REVOKE DELETE, TRUNCATE ON attempts, papers, registrations, roll_entries, incidents, messages, people, accounts, exams, sittings FROM lawexam_app;
--> statement-breakpoint
-- Counters of the login rate limiter; worth nothing after a crash.
CREATE UNLOGGED TABLE login_rates (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON login_rates TO lawexam_app;
