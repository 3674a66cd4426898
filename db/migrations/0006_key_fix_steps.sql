ALTER TABLE "key_fixes" ADD COLUMN "effect" jsonb;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD COLUMN "revert_effect" jsonb;--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_reverted_by_another" CHECK ("key_fixes"."reverted_by" <> "key_fixes"."decided_by");--> statement-breakpoint
ALTER TABLE "key_fixes" ADD CONSTRAINT "key_fixes_columns_of_state" CHECK (("key_fixes"."state" = 'proposed') = ("key_fixes"."decided_by" is null)
        and ("key_fixes"."decided_by" is null) = ("key_fixes"."decided_at" is null)
        and ("key_fixes"."state" in ('applied', 'reverted')) = ("key_fixes"."effect" is not null)
        and ("key_fixes"."state" <> 'rejected' or "key_fixes"."decision_reason" is not null)
        and ("key_fixes"."state" = 'reverted') = ("key_fixes"."reverted_by" is not null)
        and ("key_fixes"."state" = 'reverted') = ("key_fixes"."reverted_at" is not null and "key_fixes"."revert_reason" is not null));--> statement-breakpoint
-- A correction is decided about, never rewritten: what was proposed, by whom and why stays as it was written.
REVOKE UPDATE, DELETE ON "key_fixes" FROM lawexam_app;
--> statement-breakpoint
GRANT UPDATE ("state", "decided_by", "decided_at", "decision_reason", "effect", "reverted_by", "reverted_at", "revert_reason", "revert_effect") ON "key_fixes" TO lawexam_app;
