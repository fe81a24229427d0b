CREATE TABLE "acceptance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document" uuid NOT NULL,
	"finding" text NOT NULL,
	"fingerprint" text NOT NULL,
	"who" text NOT NULL,
	"why" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "correction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document" uuid NOT NULL,
	"place" jsonb NOT NULL,
	"read" text NOT NULL,
	"corrected" text NOT NULL,
	"who" text NOT NULL,
	"why" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"uploaded_by" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"checked_with" text,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" jsonb,
	"entity_code" text DEFAULT '' NOT NULL,
	"entity_name" text DEFAULT '' NOT NULL,
	"year" integer,
	"revision" integer DEFAULT 0 NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "document_state" CHECK ("document"."state" in ('waiting', 'working', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acceptance_document" ON "acceptance" USING btree ("document");--> statement-breakpoint
CREATE INDEX "correction_document" ON "correction" USING btree ("document");--> statement-breakpoint
CREATE INDEX "document_uploaded" ON "document" USING btree ("uploaded_at");--> statement-breakpoint
CREATE INDEX "document_body" ON "document" USING btree ("entity_code","year");--> statement-breakpoint
CREATE INDEX "document_sha256" ON "document" USING btree ("sha256");