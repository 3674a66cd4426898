CREATE TABLE "blueprints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"blueprint" jsonb NOT NULL,
	"duration_minutes" integer NOT NULL,
	"pass_marks" integer NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "exam_question_facts" (
	"exam_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"papers" integer NOT NULL,
	"facility" real,
	CONSTRAINT "exam_question_facts_exam_id_question_id_pk" PRIMARY KEY("exam_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "item_summaries" (
	"exam_id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"attempts" integer NOT NULL,
	"papers" integer NOT NULL,
	"sums" jsonb NOT NULL,
	"digest" text NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "item_summaries_exam_id_question_version_id_pk" PRIMARY KEY("exam_id","question_version_id")
);
--> statement-breakpoint
CREATE TABLE "law_articles" (
	"law_id" text NOT NULL,
	"version" text NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"chapter" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "law_articles_law_id_version_position_pk" PRIMARY KEY("law_id","version","position"),
	CONSTRAINT "law_articles_label" UNIQUE("law_id","version","label")
);
--> statement-breakpoint
CREATE TABLE "enemy_pairs" (
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"added_by" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "enemy_pairs_one_id_other_id_pk" PRIMARY KEY("one_id","other_id"),
	CONSTRAINT "enemy_pairs_ordered" CHECK ("enemy_pairs"."one_id" < "enemy_pairs"."other_id")
);
--> statement-breakpoint
CREATE TABLE "question_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"comment" text NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_fixes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exam_id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"new_key" jsonb,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"reverted_by" uuid,
	"reverted_at" timestamp (3) with time zone,
	"revert_reason" text,
	CONSTRAINT "key_fixes_state" CHECK ("key_fixes"."state" in ('proposed', 'rejected', 'applied', 'reverted')),
	CONSTRAINT "key_fixes_second_person" CHECK ("key_fixes"."decided_by" <> "key_fixes"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "regraded_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_fix_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"reverted" boolean NOT NULL,
	"score_before" integer NOT NULL,
	"score_after" integer NOT NULL,
	"passed_before" boolean NOT NULL,
	"passed_after" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "trades" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "law_versions" ADD COLUMN "history" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "laws" ADD COLUMN "field" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "origin" text DEFAULT 'written' NOT NULL;--> statement-breakpoint
ALTER TABLE "blueprints" ADD CONSTRAINT "blueprints_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blueprints" ADD CONSTRAINT "blueprints_changed_by_accounts_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_question_facts" ADD CONSTRAINT "exam_question_facts_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_question_facts" ADD CONSTRAINT "exam_question_facts_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_summaries" ADD CONSTRAINT "item_summaries_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_summaries" ADD CONSTRAINT "item_summaries_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_articles" ADD CONSTRAINT "law_articles_version" FOREIGN KEY ("law_id","version") REFERENCES "public"."law_versions"("law_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enemy_pairs" ADD CONSTRAINT "enemy_pairs_one_id_questions_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enemy_pairs" ADD CONSTRAINT "enemy_pairs_other_id_questions_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enemy_pairs" ADD CONSTRAINT "enemy_pairs_added_by_accounts_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_comments" ADD CONSTRAINT "question_comments_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_comments" ADD CONSTRAINT "question_comments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_proposed_by_accounts_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_reverted_by_accounts_id_fk" FOREIGN KEY ("reverted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_key_fix_id_key_fixes_id_fk" FOREIGN KEY ("key_fix_id") REFERENCES "public"."key_fixes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_summaries_version" ON "item_summaries" USING btree ("question_version_id");--> statement-breakpoint
CREATE INDEX "enemy_pairs_other" ON "enemy_pairs" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "question_comments_question" ON "question_comments" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "key_fixes_exam" ON "key_fixes" USING btree ("exam_id");--> statement-breakpoint
CREATE UNIQUE INDEX "key_fixes_one" ON "key_fixes" USING btree ("exam_id","question_version_id") WHERE "key_fixes"."state" in ('proposed', 'applied');--> statement-breakpoint
CREATE UNIQUE INDEX "regraded_attempts_once" ON "regraded_attempts" USING btree ("key_fix_id","attempt_id","reverted");--> statement-breakpoint
CREATE INDEX "regraded_attempts_attempt" ON "regraded_attempts" USING btree ("attempt_id");--> statement-breakpoint
UPDATE "question_versions" SET "origin" = 'shipped' WHERE "author_id" IS NULL;--> statement-breakpoint
-- The pieces of two neighbouring signs of a text, as question-bank/similarity.ts makes them: Chinese has no spaces
-- between words, so pieces stand in for them in search and in the search for near-duplicates.
CREATE FUNCTION text_grams(content text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	WITH plain AS (
		SELECT regexp_replace(
			lower(normalize(content, NFKC)),
			'[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u245f\u2500-\u27bf\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe4f]', '', 'g'
		) AS signs
	)
	SELECT coalesce(array_agg(DISTINCT substr(signs, place, 2)), '{}')
	FROM plain, generate_series(1, length(signs) - 1) AS place
$$;
--> statement-breakpoint
-- Not in db/schema: rows are read without it, and only search queries it.
ALTER TABLE "question_versions" ADD COLUMN "grams" text[] GENERATED ALWAYS AS (text_grams("stem" || ' ' || coalesce(jsonb_path_query_array("options", '$[*].text')::text, '') || ' ' || coalesce("material", ''))) STORED;--> statement-breakpoint
CREATE INDEX "question_versions_grams" ON "question_versions" USING gin ("grams");--> statement-breakpoint
-- Records: the program adds to them and reads them, and nobody logs in as their owner.
GRANT USAGE, CREATE ON SCHEMA public TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "question_comments" OWNER TO lawexam_log;
--> statement-breakpoint
ALTER TABLE "regraded_attempts" OWNER TO lawexam_log;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM lawexam_log;
--> statement-breakpoint
GRANT SELECT, INSERT ON "question_comments", "regraded_attempts" TO lawexam_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "blueprints", "exam_question_facts", "item_summaries", "law_articles", "enemy_pairs", "key_fixes" TO lawexam_app;
