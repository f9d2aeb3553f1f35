extension Schema {
  // What the contract's lists of deals are read by: each filter in the order of ids, each sort with the id behind it.
  // The indexes of contact and company replace ones that served only the reference.
  static let lists = """
    DROP INDEX deals_by_contact;
    DROP INDEX deals_by_company;
    CREATE INDEX deals_by_contact ON deals (contact_id, id);
    CREATE INDEX deals_by_company ON deals (company_id, id);
    CREATE INDEX deals_by_owner ON deals (owner_id, id);
    CREATE INDEX deals_by_status ON deals (status, id);
    CREATE INDEX deals_by_pipeline ON deals (pipeline_id, id);
    CREATE INDEX deals_in_stage ON deals (stage_id, id);

    CREATE INDEX deals_sorted_by_created ON deals (created_at, id);
    CREATE INDEX deals_sorted_by_updated ON deals (updated_at, id);
    CREATE INDEX deals_sorted_by_value ON deals (value, id);
    CREATE INDEX deals_sorted_by_name ON deals (name, id);
    CREATE INDEX deals_sorted_by_close ON deals (expected_close, id);
    CREATE INDEX deals_sorted_by_activity ON deals (last_activity_at, id);
    CREATE INDEX deals_sorted_by_entry ON deals (stage_entered_at, id);

    """
}
