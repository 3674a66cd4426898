CREATE TABLE "exam_summaries" (
	"exam_id" uuid PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"papers" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"digest" text NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_figures" (
	"question_id" uuid PRIMARY KEY NOT NULL,
	"question_version_id" uuid NOT NULL,
	"attempts" integer NOT NULL,
	"exams" integer NOT NULL,
	"facility" real,
	"point_biserial" real,
	"flags" jsonb NOT NULL,
	"urgency" integer NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exam_summaries" ADD CONSTRAINT "exam_summaries_exam_id_exams_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_figures" ADD CONSTRAINT "question_figures_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_figures" ADD CONSTRAINT "question_figures_question_version_id_question_versions_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_figures_urgency" ON "question_figures" USING btree ("urgency");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "exam_summaries", "question_figures" TO lawexam_app;
