DO $$ DECLARE i record; BEGIN
  FOR i IN SELECT * FROM benchmarks.set_aside ORDER BY tablename, conname NULLS LAST, indexname LOOP
    EXECUTE CASE WHEN i.conname IS NULL THEN i.indexdef ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', i.tablename, i.conname, i.condef) END;
  END LOOP;
END $$;
