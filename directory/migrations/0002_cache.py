"""The table of the shared cache (settings.CACHES), so that no command has to be run beside `migrate`."""

from django.db import migrations

CREATE = """
CREATE TABLE IF NOT EXISTS directory_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS directory_cache_expires ON directory_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE directory_cache;")]
