"""The chain, kept by the database.

Plain SQL and not django-pgtrigger: its triggers can be switched off for a session (`pgtrigger.ignore`) and do not fire
in a session that plays a replica. These fire always.
"""

from django.db import migrations

CHAIN = """
CREATE FUNCTION audit_netstring(value text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN convert_to(octet_length(convert_to(value, 'UTF8'))::text || ':' || value || ',', 'UTF8');

CREATE FUNCTION audit_time(value timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

CREATE FUNCTION audit_event_hash(event audit_event) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN encode(sha256(
    audit_netstring(event.previous_hash)
    || audit_netstring(event.sequence::text)
    || audit_netstring(audit_time(event.occurred_at))
    || audit_netstring(audit_time(event.recorded_at))
    || audit_netstring(event.action)
    || audit_netstring(event.actor)
    || audit_netstring(event.subject)
    || audit_netstring(event.data::text)
), 'hex');

CREATE FUNCTION audit_event_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last audit_event;
BEGIN
    -- One writer at a time until its commit, so that the order of the chain is the order of the sequence and a
    -- transaction that is rolled back leaves no gap. The number is "audit" in ASCII.
    PERFORM pg_advisory_xact_lock(418581342580);
    SELECT * INTO last FROM audit_event ORDER BY sequence DESC LIMIT 1;
    NEW.sequence := coalesce(last.sequence, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
    NEW.recorded_at := clock_timestamp();
    NEW.hash := audit_event_hash(NEW);
    RETURN NEW;
END;
$$;

CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events of the audit are never changed: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

-- Tests empty tables between them. A throw-away database says what it is in its own settings, where neither a session
-- nor an application can say it by chance: ALTER DATABASE ... SET iimd.throwaway = 'on', by its owner.
CREATE FUNCTION audit_event_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_db_role_setting AS setting JOIN pg_database AS here ON here.oid = setting.setdatabase
        WHERE here.datname = current_database() AND setting.setrole = 0 AND 'iimd.throwaway=on' = ANY (setting.setconfig)
    ) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'events of the audit are never changed: TRUNCATE refused' USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER audit_event_link BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_link();
CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse();
CREATE TRIGGER audit_event_keep_all BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse_truncate();

ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_link;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_keep;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_keep_all;
"""

NO_CHAIN = """
DROP TRIGGER audit_event_keep_all ON audit_event;
DROP TRIGGER audit_event_keep ON audit_event;
DROP TRIGGER audit_event_link ON audit_event;
DROP FUNCTION audit_event_refuse_truncate();
DROP FUNCTION audit_event_refuse();
DROP FUNCTION audit_event_link();
DROP FUNCTION audit_event_hash(audit_event);
DROP FUNCTION audit_time(timestamptz);
DROP FUNCTION audit_netstring(text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, NO_CHAIN)]
