-- The two roles and the data base. Once, as the master of the server:
--   sudo -u postgres psql -v owner_password=… -v app_password=… -f roles.sql
\set ON_ERROR_STOP on

-- Owns the tables: migrations, backups, restores. CREATEDB, because a restore makes the new data base beside the old
-- one; pg_signal_backend, because it sends away who still works in the old one.
CREATE ROLE pokpong_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION CREATEDB PASSWORD :'owner_password';
GRANT pg_signal_backend TO pokpong_owner;

-- Serves pages: owns nothing, and row security holds it. `pokpong migrate` lets it work with the tables.
CREATE ROLE pokpong_app LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION NOCREATEDB PASSWORD :'app_password';

-- What people search for would stand in a log of statements.
ALTER ROLE pokpong_app SET log_statement = 'none';
ALTER ROLE pokpong_app SET log_min_duration_statement = -1;
ALTER ROLE pokpong_owner SET log_statement = 'none';
ALTER ROLE pokpong_owner SET log_min_duration_statement = -1;

CREATE DATABASE pokpong OWNER pokpong_owner ENCODING 'UTF8' TEMPLATE template0;
\connect pokpong
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
