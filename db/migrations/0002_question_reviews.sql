CREATE TABLE "question_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_version_id" uuid NOT NULL,
	"step" text NOT NULL,
	"comment" text NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "question_reviews" ADD CONSTRAINT "question_reviews_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_reviews" ADD CONSTRAINT "question_reviews_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_reviews_version" ON "question_reviews" USING btree ("question_version_id");--> statement-breakpoint
-- A record: the program adds to it and reads it, and nobody logs in as its owner.
GRANT USAGE, CREATE ON SCHEMA public TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "question_reviews" OWNER TO lawexam_log;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM lawexam_log;
--> statement-breakpoint
GRANT SELECT, INSERT ON "question_reviews" TO lawexam_app;
