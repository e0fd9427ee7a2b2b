"""PostgreSQL holds the workflow to its history: steps and documents are append-only, the state is the last step's."""

from django.db import migrations

from directory.ledger.append_only import append_only_sql

STATE_MATCHES = """
CREATE FUNCTION workflow_dossier_state_matches() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_state text; last_target text; dossier bigint;
BEGIN
    IF TG_TABLE_NAME = 'requests_workflow_step' THEN
        IF NEW.request_id IS NOT NULL THEN RETURN NULL; END IF;
        dossier := NEW.dossier_id;
    ELSE
        dossier := NEW.id;
    END IF;
    SELECT state INTO current_state FROM requests_workflow_dossier WHERE id = dossier;
    SELECT target INTO last_target FROM requests_workflow_step
        WHERE dossier_id = dossier AND request_id IS NULL ORDER BY id DESC LIMIT 1;
    IF current_state IS NOT NULL AND current_state IS DISTINCT FROM last_target THEN
        RAISE EXCEPTION 'dossier %: state "%" is not the target of its last step ("%")',
            dossier, current_state, last_target USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION workflow_request_state_matches() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_state text; last_target text; row_id bigint;
BEGIN
    IF TG_TABLE_NAME = 'requests_workflow_step' THEN
        IF NEW.request_id IS NULL THEN RETURN NULL; END IF;
        row_id := NEW.request_id;
    ELSE
        row_id := NEW.id;
    END IF;
    SELECT state INTO current_state FROM requests_workflow_request WHERE id = row_id;
    SELECT target INTO last_target FROM requests_workflow_step
        WHERE request_id = row_id ORDER BY id DESC LIMIT 1;
    -- A row of a draft has no step yet: every row starts as "pending".
    IF current_state IS NOT NULL AND current_state IS DISTINCT FROM coalesce(last_target, 'pending') THEN
        RAISE EXCEPTION 'request %: state "%" is not the target of its last step ("%")',
            row_id, current_state, last_target USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER dossier_state_matches AFTER INSERT OR UPDATE ON requests_workflow_dossier
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_dossier_state_matches();
CREATE CONSTRAINT TRIGGER step_dossier_state_matches AFTER INSERT ON requests_workflow_step
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_dossier_state_matches();
CREATE CONSTRAINT TRIGGER request_state_matches AFTER INSERT OR UPDATE ON requests_workflow_request
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_request_state_matches();
CREATE CONSTRAINT TRIGGER step_request_state_matches AFTER INSERT ON requests_workflow_step
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflow_request_state_matches();
"""

REVERSE = """
DROP TRIGGER dossier_state_matches ON requests_workflow_dossier;
DROP TRIGGER step_dossier_state_matches ON requests_workflow_step;
DROP TRIGGER request_state_matches ON requests_workflow_request;
DROP TRIGGER step_request_state_matches ON requests_workflow_step;
DROP FUNCTION workflow_dossier_state_matches();
DROP FUNCTION workflow_request_state_matches();
"""

# 500 rows of one dossier fire the row trigger 500 times; each looks up one index entry.
INDEX = "CREATE INDEX step_request_last ON requests_workflow_step (request_id, id DESC) WHERE request_id IS NOT NULL;"


class Migration(migrations.Migration):
    dependencies = [
        ("requests_workflow", "0001_initial"),
        ("certificates", "0001_initial"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(*append_only_sql("requests_workflow_step")),
        migrations.RunSQL(*append_only_sql("requests_workflow_document")),
        migrations.RunSQL(*append_only_sql("requests_workflow_documentverification")),
        migrations.RunSQL(*append_only_sql("requests_workflow_checkoverride")),
        migrations.RunSQL(*append_only_sql("certificates_certificatestatuschange")),
        migrations.RunSQL(STATE_MATCHES, REVERSE),
        migrations.RunSQL(INDEX, "DROP INDEX step_request_last;"),
        migrations.RunSQL(
            "CREATE SEQUENCE requests_workflow_dossier_code;", "DROP SEQUENCE requests_workflow_dossier_code;"
        ),
    ]
