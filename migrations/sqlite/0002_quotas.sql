-- The bytes of a case are added up whenever something is stored in it: answered from this index alone.

CREATE INDEX objects_by_size ON objects (case_id, size);
CREATE INDEX recovery_by_person ON recovery (person, id);
