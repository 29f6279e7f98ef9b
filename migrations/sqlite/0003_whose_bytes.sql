-- Bytes are added up by who stored them: answered from this index alone.

DROP INDEX objects_by_size;
CREATE INDEX objects_by_uploader ON objects (case_id, uploader, size);
