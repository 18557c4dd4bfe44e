"""The schema in which observations stand, and the function that refuses to change a sealed table of them."""

from django.db import migrations

SCHEMA = """
CREATE SCHEMA IF NOT EXISTS observations;
COMMENT ON SCHEMA observations IS 'One table per release, named after dataset and number; made by datasets/store.py';

CREATE FUNCTION observations.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'observations.% is sealed: a release never changes; a correction is a new release', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("datasets", "0001_initial")]

    operations = [migrations.RunSQL(SCHEMA, "DROP SCHEMA observations CASCADE")]
