-- a copy of the database must not spend money nor send leads anywhere
UPDATE llm_provider
   SET active = false;
