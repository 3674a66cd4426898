CREATE TABLE "outage_decisions" (
	"outage_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"added_ms" bigint NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outage_decisions_outage_id_sitting_id_pk" PRIMARY KEY("outage_id","sitting_id")
);
--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "given_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "time_grants" ALTER COLUMN "added_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "sittings" ALTER COLUMN "given_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "sittings" ALTER COLUMN "paused_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "outage_decisions" ADD CONSTRAINT "outage_decisions_outage_id_outages_id_fk" FOREIGN KEY ("outage_id") REFERENCES "public"."outages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outage_decisions" ADD CONSTRAINT "outage_decisions_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_txid" ON "audit_log" USING btree ("txid");--> statement-breakpoint
ALTER TABLE "outages" DROP COLUMN "resolved_at";--> statement-breakpoint
ALTER TABLE "exams" ADD CONSTRAINT "exams_release" CHECK ("exams"."release" = 'at-once' or "exams"."closes_at" is not null);--> statement-breakpoint
-- A record: the program adds to it and reads it, and nobody logs in as its owner.
GRANT USAGE, CREATE ON SCHEMA public TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "outage_decisions" OWNER TO lawexam_log;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM lawexam_log;
--> statement-breakpoint
GRANT SELECT, INSERT ON "outage_decisions" TO lawexam_app;
