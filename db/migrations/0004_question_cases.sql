ALTER TABLE "question_versions" ADD COLUMN "difficulty_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "changed" text;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "case_code" text;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "material" text;--> statement-breakpoint
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_case_whole" CHECK (("question_versions"."case_code" is null) = ("question_versions"."material" is null));