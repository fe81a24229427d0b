ALTER TABLE "budget" ADD COLUMN "checked" jsonb;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "findings" jsonb;