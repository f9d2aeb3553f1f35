package import Sales

// What happened to a deal, a page at a time. Both lists are read backward from where the page before ended: activities
// by when they occurred, edits by their number, which is the order of commits whatever the clocks said.
extension SQLiteStore {
  package func timeline(
    of deal: DealID, from place: TimelinePlace, limit: Int
  ) throws(StoreError) -> TimelinePage {
    try reading { () throws(StoreError) -> TimelinePage in
      var page = TimelinePage(rest: TimelinePlace(activity: nil, edit: nil))
      if let start = place.activity { page.activities = try activities(of: deal, before: start, limit) }
      if let last = page.activities.last, page.activities.count == limit {
        page.rest.activity = TimelinePlace.ActivityPlace(at: last.occurredAt, id: last.id)
      }
      for activity in page.activities where activity.ownerID == nil {
        page.makers[activity.id] = try maker(of: activity.id)
      }
      if let start = place.edit { (page.log, page.rest.edit) = try log(of: deal, below: start, limit) }
      for key in Set(page.log.map(\.entry.key)) { page.rows[key] = try row(key) }
      page.names = try names(of: page.namedIDs)
      return page
    }
  }

  private func activities(
    of deal: DealID, before place: TimelinePlace.ActivityPlace, _ limit: Int
  ) throws(StoreError) -> [Activity] {
    try connection.all(
      Table.activities.sql.select(
        """
        WHERE deal_id = ?1 AND occurred_at <= ?2 AND (occurred_at < ?2 OR id < ?3)
        ORDER BY occurred_at DESC, id DESC LIMIT ?4
        """), [deal.scalar, place.at.scalar, place.id.scalar, .integer(Int64(limit))]
    ) { (row) throws(StoreError) in try row.entity() }
  }

  private func maker(of activity: ActivityID) throws(StoreError) -> UserID? {
    try connection.first(
      """
      SELECT actions.by_user FROM edits JOIN actions ON actions.number = edits.action
      WHERE edits.row_id = ? AND edits.kind = 'create' ORDER BY edits.number LIMIT 1
      """, [activity.scalar]
    ) { (row) throws(StoreError) in try row.value(0) }
  }

  /// The told edits below the number, and the last one's number when there may be more.
  private func log(
    of deal: DealID, below start: Int64, _ limit: Int
  ) throws(StoreError) -> (told: [LogEntry], rest: Int64?) {
    var (told, next) = ([LogEntry](), start)
    while true {
      let part = try edits(of: deal, below: next, limit)
      for (number, entry) in part where entry.isTold {
        told.append(entry)
        if told.count == limit { return (told, number) }
      }
      guard let last = part.last, part.count == limit else { return (told, nil) }
      next = last.number
    }
  }

  /// Edits of the deal and of the rows around it, from its making on. The numbers are found in indexes; only those that
  /// are wanted are read.
  private func edits(
    of deal: DealID, below number: Int64, _ limit: Int
  ) throws(StoreError) -> [(number: Int64, entry: LogEntry)] {
    try connection.all(
      """
      SELECT edits.number, \(Connection.actionColumns), edits.row_id, edits.kind, edits.fields
      FROM edits JOIN actions ON actions.number = edits.action
      WHERE edits.number IN (
        SELECT number FROM edits
        WHERE row_id IN (
            SELECT ?1
            UNION ALL SELECT contact_id FROM deals WHERE id = ?1
            UNION ALL SELECT company_id FROM deals WHERE id = ?1
            UNION ALL SELECT id FROM tasks WHERE deal_id = ?1
            UNION ALL SELECT id FROM activities WHERE deal_id = ?1)
          AND number < ?2 AND number >= (SELECT min(number) FROM edits WHERE row_id = ?1)
        ORDER BY number DESC LIMIT ?3)
      ORDER BY edits.number DESC
      """, [deal.scalar, .integer(number), .integer(Int64(limit))]
    ) { (row) throws(StoreError) in
      (number: row.integer(0), entry: LogEntry(action: try row.action(at: 1), entry: try row.entry(at: 6)))
    }
  }

  /// Ids of rows that are gone, or are none, have no name.
  func names(of ids: Set<String>) throws(StoreError) -> [String: String] {
    var names: [String: String] = [:]
    for id in ids { names[id] = try Key(id: id).flatMap { (key) throws(StoreError) in try row(key)?.title } }
    return names
  }
}
