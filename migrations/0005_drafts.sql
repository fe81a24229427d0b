CREATE TABLE "budget_question" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"budget" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"sums" jsonb NOT NULL,
	"sheet" text,
	"row" uuid,
	"column" text,
	"settled_by" text,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "budget" ADD COLUMN "drafted" jsonb;--> statement-breakpoint
ALTER TABLE "budget_question" ADD CONSTRAINT "budget_question_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_question_budget" ON "budget_question" USING btree ("budget","number");