CREATE TABLE "budget_step" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"budget" uuid NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"account" text,
	"who" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remark" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"budget" uuid NOT NULL,
	"text" text NOT NULL,
	"who" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer NOT NULL,
	"row" uuid,
	"column" text,
	"part" text,
	"quote" text,
	"answer" text,
	"resolved_by" text,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "budget" ADD COLUMN "approved_on" date;--> statement-breakpoint
ALTER TABLE "budget_step" ADD CONSTRAINT "budget_step_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remark" ADD CONSTRAINT "remark_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_step_budget" ON "budget_step" USING btree ("budget","taken_at");--> statement-breakpoint
CREATE INDEX "remark_budget" ON "remark" USING btree ("budget");