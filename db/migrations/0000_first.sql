CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exam_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	"sitting_id" uuid,
	"try_no" integer NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"grace_ms" integer NOT NULL,
	"given_ms" integer DEFAULT 0 NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"generation" integer DEFAULT 1 NOT NULL,
	"session_digest" text NOT NULL,
	"hand_over_opened_at" timestamp (3) with time zone,
	"saved_seq" integer DEFAULT 0 NOT NULL,
	"links" integer DEFAULT 0 NOT NULL,
	"chain_head" "bytea" NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"close_reason" text,
	"answered" integer,
	"score" integer,
	"passed" boolean,
	"voided_at" timestamp (3) with time zone,
	"void_reason" text,
	CONSTRAINT "attempts_state" CHECK ("attempts"."state" in ('answering', 'paused', 'handed-in', 'void', 'annulled')),
	CONSTRAINT "attempts_columns_of_state" CHECK (case "attempts"."state"
        when 'answering' then "attempts"."paused_at" is null and "attempts"."closed_at" is null and "attempts"."score" is null
        when 'paused' then "attempts"."paused_at" is not null and "attempts"."closed_at" is null and "attempts"."score" is null
        when 'handed-in' then "attempts"."closed_at" is not null and "attempts"."closed_by" is not null and "attempts"."score" is not null
          and "attempts"."passed" is not null and "attempts"."answered" is not null
        when 'void' then "attempts"."closed_at" is not null and "attempts"."voided_at" is not null and "attempts"."void_reason" is not null
        else "attempts"."voided_at" is not null end)
);
--> statement-breakpoint
CREATE TABLE "held_entries" (
	"exam_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"seq" integer NOT NULL,
	"item_id" text NOT NULL,
	"response" jsonb NOT NULL,
	"client_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "held_entries_exam_id_attempt_id_generation_seq_pk" PRIMARY KEY("exam_id","attempt_id","generation","seq")
);
--> statement-breakpoint
CREATE TABLE "outages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"lost_ms" bigint NOT NULL,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exam_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"try_no" integer NOT NULL,
	"seed" text NOT NULL,
	"bank_digest" text NOT NULL,
	"items" jsonb NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"payload" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refused_entries" (
	"exam_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"seq" integer NOT NULL,
	"item_id" text NOT NULL,
	"response" jsonb NOT NULL,
	"reason" text NOT NULL,
	"server_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refused_entries_exam_id_attempt_id_generation_seq_pk" PRIMARY KEY("exam_id","attempt_id","generation","seq")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"exam_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"seq" integer NOT NULL,
	"link" integer NOT NULL,
	"item_id" text NOT NULL,
	"response" jsonb NOT NULL,
	"client_at" timestamp (3) with time zone,
	"server_at" timestamp (3) with time zone NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "responses_exam_id_attempt_id_generation_seq_pk" PRIMARY KEY("exam_id","attempt_id","generation","seq")
) PARTITION BY HASH ("exam_id");--> statement-breakpoint
CREATE TABLE "responses_0" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 0);--> statement-breakpoint
CREATE TABLE "responses_1" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 1);--> statement-breakpoint
CREATE TABLE "responses_2" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 2);--> statement-breakpoint
CREATE TABLE "responses_3" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 3);--> statement-breakpoint
CREATE TABLE "responses_4" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 4);--> statement-breakpoint
CREATE TABLE "responses_5" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 5);--> statement-breakpoint
CREATE TABLE "responses_6" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 6);--> statement-breakpoint
CREATE TABLE "responses_7" PARTITION OF "responses" FOR VALUES WITH (MODULUS 8, REMAINDER 7);
--> statement-breakpoint
CREATE TABLE "time_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sitting_id" uuid,
	"attempt_id" uuid,
	"added_ms" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text,
	"unit_id" uuid,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"position" bigint PRIMARY KEY NOT NULL,
	"audit_id" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seals_auditId_unique" UNIQUE("audit_id")
);
--> statement-breakpoint
CREATE TABLE "law_versions" (
	"law_id" text NOT NULL,
	"version" text NOT NULL,
	"promulgated" date NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"article_count" integer NOT NULL,
	"verified_on" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "law_versions_law_id_version_pk" PRIMARY KEY("law_id","version")
);
--> statement-breakpoint
CREATE TABLE "laws" (
	"id" text PRIMARY KEY NOT NULL,
	"short" text NOT NULL,
	"title" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"stem" text NOT NULL,
	"options" jsonb NOT NULL,
	"key" jsonb NOT NULL,
	"explanation" text NOT NULL,
	"law_id" text NOT NULL,
	"law_version" text NOT NULL,
	"article" text NOT NULL,
	"topic" text NOT NULL,
	"difficulty" text NOT NULL,
	"audience" text[] NOT NULL,
	"trades" text[] NOT NULL,
	"digest" text NOT NULL,
	"author_id" uuid,
	"approver_id" uuid,
	"approved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questions_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"document" text NOT NULL,
	"version" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"cut_off" date NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	"study_total_target" integer DEFAULT 100 NOT NULL,
	"study_compulsory_target" integer DEFAULT 60 NOT NULL,
	"pass_rate_basis" text DEFAULT 'due' NOT NULL,
	"counting_exam_id" uuid,
	"locked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "exams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"rules" jsonb NOT NULL,
	"duration_ms" integer NOT NULL,
	"grace_ms" integer DEFAULT 5000 NOT NULL,
	"late_limit_ms" integer DEFAULT 1800000 NOT NULL,
	"full_marks" integer NOT NULL,
	"pass_marks" integer NOT NULL,
	"max_tries" integer DEFAULT 1 NOT NULL,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"release" text DEFAULT 'at-once' NOT NULL,
	"law_date" date NOT NULL,
	"seed" text NOT NULL,
	"drawn" boolean DEFAULT false NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exam_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"sitting_id" uuid,
	"seat_id" uuid,
	"ticket_no" text,
	"checked_in_at" timestamp (3) with time zone,
	"checked_in_by" uuid,
	"pledged_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "registrations_once" UNIQUE NULLS NOT DISTINCT("exam_id","person_id","sitting_id")
);
--> statement-breakpoint
CREATE TABLE "roll_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"reason" text NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roll_entries" (
	"campaign_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"class" text NOT NULL,
	"reason" text,
	CONSTRAINT "roll_entries_campaign_id_person_id_pk" PRIMARY KEY("campaign_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "study_results" (
	"campaign_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"total_credits" integer NOT NULL,
	"compulsory_credits" integer NOT NULL,
	"import_id" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "study_results_campaign_id_person_id_pk" PRIMARY KEY("campaign_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "account_roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" uuid,
	CONSTRAINT "account_roles_once" UNIQUE NULLS NOT DISTINCT("account_id","role","unit_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"activation_hash" text,
	"activation_expires_at" timestamp (3) with time zone,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"password_changed_at" timestamp (3) with time zone,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"employee_no" text NOT NULL,
	"name" text NOT NULL,
	"sex" text NOT NULL,
	"id_number_cipher" text NOT NULL,
	"id_number_hash" text NOT NULL,
	"id_number_tail" text NOT NULL,
	"mobile" text,
	"unit_id" uuid NOT NULL,
	"birth_date" date NOT NULL,
	"post" text NOT NULL,
	"grade" text NOT NULL,
	"category" text NOT NULL,
	"is_leader" boolean DEFAULT false NOT NULL,
	"is_enforcer" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'in-service' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"level" text NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"trade" text,
	"path" uuid[] NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "units_level" CHECK ("units"."level" in ('city', 'county', 'department', 'section'))
);
--> statement-breakpoint
CREATE TABLE "centres" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"registration_id" uuid,
	"kind" text NOT NULL,
	"tier" text NOT NULL,
	"note" text NOT NULL,
	"recorded_by" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"detail" jsonb
);
--> statement-breakpoint
CREATE TABLE "message_acknowledgements" (
	"message_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"acknowledged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_acknowledgements_message_id_registration_id_pk" PRIMARY KEY("message_id","registration_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"registration_id" uuid,
	"text" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"centre_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"columns" integer DEFAULT 8 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"usable" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sitting_staff" (
	"sitting_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "sitting_staff_sitting_id_account_id_pk" PRIMARY KEY("sitting_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "sittings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exam_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"given_ms" integer DEFAULT 0 NOT NULL,
	"paused_ms" integer DEFAULT 0 NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_grants" ADD CONSTRAINT "time_grants_granted_by_accounts_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_versions" ADD CONSTRAINT "law_versions_law_id_laws_id_fk" FOREIGN KEY ("law_id") REFERENCES "public"."laws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_law_id_laws_id_fk" FOREIGN KEY ("law_id") REFERENCES "public"."laws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_author_id_accounts_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_approver_id_accounts_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptances" ADD CONSTRAINT "acceptances_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acceptances" ADD CONSTRAINT "acceptances_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exams" ADD CONSTRAINT "exams_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_checked_in_by_accounts_id_fk" FOREIGN KEY ("checked_in_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_changes" ADD CONSTRAINT "roll_changes_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_changes" ADD CONSTRAINT "roll_changes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_changes" ADD CONSTRAINT "roll_changes_changed_by_accounts_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_entries" ADD CONSTRAINT "roll_entries_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_entries" ADD CONSTRAINT "roll_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_entries" ADD CONSTRAINT "roll_entries_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_results" ADD CONSTRAINT "study_results_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_results" ADD CONSTRAINT "study_results_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_roles" ADD CONSTRAINT "account_roles_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_accounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "centres" ADD CONSTRAINT "centres_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_recorded_by_accounts_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_acknowledgements" ADD CONSTRAINT "message_acknowledgements_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sent_by_accounts_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_centre_id_centres_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centres"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_staff" ADD CONSTRAINT "sitting_staff_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_staff" ADD CONSTRAINT "sitting_staff_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_per_try" ON "attempts" USING btree ("registration_id","try_no") WHERE "attempts"."state" <> 'annulled';--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open" ON "attempts" USING btree ("registration_id") WHERE "attempts"."state" in ('answering', 'paused');--> statement-breakpoint
CREATE INDEX "attempts_overdue" ON "attempts" USING btree ("deadline_at") WHERE "attempts"."state" = 'answering';--> statement-breakpoint
CREATE INDEX "attempts_exam" ON "attempts" USING btree ("exam_id");--> statement-breakpoint
CREATE INDEX "attempts_person" ON "attempts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attempts_sitting" ON "attempts" USING btree ("sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_one_per_try" ON "papers" USING btree ("registration_id","try_no");--> statement-breakpoint
CREATE INDEX "receipts_attempt" ON "receipts" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "responses_link" ON "responses" USING btree ("exam_id","attempt_id","link");--> statement-breakpoint
CREATE INDEX "time_grants_attempt" ON "time_grants" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "time_grants_sitting" ON "time_grants" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "question_versions_once" ON "question_versions" USING btree ("question_id","version");--> statement-breakpoint
CREATE INDEX "question_versions_law" ON "question_versions" USING btree ("law_id","law_version");--> statement-breakpoint
CREATE UNIQUE INDEX "acceptances_once" ON "acceptances" USING btree ("registration_id","document","version");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_seat" ON "registrations" USING btree ("sitting_id","seat_id");--> statement-breakpoint
CREATE INDEX "registrations_person" ON "registrations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "registrations_sitting" ON "registrations" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "roll_entries_unit" ON "roll_entries" USING btree ("campaign_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_login" ON "accounts" USING btree (lower("login"));--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_employee_no" ON "people" USING btree ("employee_no");--> statement-breakpoint
CREATE UNIQUE INDEX "people_id_number" ON "people" USING btree ("id_number_hash");--> statement-breakpoint
CREATE INDEX "people_unit" ON "people" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "units_code" ON "units" USING btree ("code");--> statement-breakpoint
CREATE INDEX "units_path" ON "units" USING gin ("path");--> statement-breakpoint
CREATE INDEX "incidents_sitting" ON "incidents" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "messages_sitting" ON "messages" USING btree ("sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_number" ON "seats" USING btree ("room_id","number");--> statement-breakpoint
CREATE INDEX "sitting_staff_account" ON "sitting_staff" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sittings_exam" ON "sittings" USING btree ("exam_id");