CREATE TABLE "bank_revision" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"revision" bigint NOT NULL,
	CONSTRAINT "bank_revision_only" CHECK ("bank_revision"."only")
);
--> statement-breakpoint
CREATE INDEX "papers_created" ON "papers" USING btree ("created_at");--> statement-breakpoint
INSERT INTO "bank_revision" ("revision") VALUES (1);
--> statement-breakpoint
GRANT SELECT, UPDATE ON "bank_revision" TO lawexam_app;
--> statement-breakpoint
-- Raised once by each transaction, and only as it commits: nobody waits for the row while somebody else still works.
-- The new number and the change become visible together.
CREATE FUNCTION raise_bank_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF current_setting('lawexam.raised_in', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
		UPDATE bank_revision SET revision = revision + 1;
		PERFORM set_config('lawexam.raised_in', pg_current_xact_id()::text, true);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "question_versions_added" AFTER INSERT ON "question_versions"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'approved') EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "question_versions_changed" AFTER UPDATE ON "question_versions"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'approved' OR NEW.state = 'approved') EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "question_versions_removed" AFTER DELETE ON "question_versions"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "questions_changed" AFTER UPDATE ON "questions"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "laws_changed" AFTER UPDATE ON "laws"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "law_versions_changed" AFTER INSERT OR UPDATE OR DELETE ON "law_versions"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "enemy_pairs_changed" AFTER INSERT OR UPDATE OR DELETE ON "enemy_pairs"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_bank_revision();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "exam_question_facts_changed" AFTER INSERT OR UPDATE OR DELETE ON "exam_question_facts"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_bank_revision();
