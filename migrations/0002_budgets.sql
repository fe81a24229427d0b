CREATE TABLE "budget_change" (
	"budget" uuid NOT NULL,
	"revision" integer NOT NULL,
	"id" uuid NOT NULL,
	"who" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"operations" jsonb NOT NULL,
	CONSTRAINT "budget_change_budget_revision_pk" PRIMARY KEY("budget","revision"),
	CONSTRAINT "budget_change_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "budget_row" (
	"id" uuid PRIMARY KEY NOT NULL,
	"budget" uuid NOT NULL,
	"sheet" text NOT NULL,
	"position" double precision NOT NULL,
	"cells" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"is_deleted" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entity_code" text NOT NULL,
	"entity_name" text NOT NULL,
	"year" integer NOT NULL,
	"pack" text NOT NULL,
	"settings" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text NOT NULL,
	"created_by" text,
	"is_example" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "budget_state" CHECK ("budget"."state" in ('draft', 'submitted', 'returned', 'approved', 'published'))
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"budget" uuid NOT NULL,
	"revision" integer NOT NULL,
	"is_draft" boolean NOT NULL,
	"who" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"files" jsonb NOT NULL,
	"compared" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget_change" ADD CONSTRAINT "budget_change_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_row" ADD CONSTRAINT "budget_row_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_budget_budget_id_fk" FOREIGN KEY ("budget") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_row_place" ON "budget_row" USING btree ("budget","sheet","position");--> statement-breakpoint
CREATE INDEX "budget_body" ON "budget" USING btree ("entity_code","year");--> statement-breakpoint
CREATE INDEX "publication_budget" ON "publication" USING btree ("budget");