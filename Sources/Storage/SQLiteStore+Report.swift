package import Sales

// What reports read: deals with their histories, what was done on them, and the journal from a moment on.
extension SQLiteStore {
  package func eachReportedDeal(
    of pipeline: PipelineID, filter: Filter, madeIn made: ClosedRange<Timestamp>, _ take: (ReportedDeal) -> Void
  ) throws(StoreError) {
    let match = Match(filter, after: [pipeline.scalar])
    try connection.each(
      """
      SELECT \(TableSQL.deals.list(of: "d")), iif(d.closed_at IS NULL, \(CardSQL.nextTask("due_at")), NULL)
      FROM deals AS d WHERE d.pipeline_id = ?1\(match.condition)
      """, match.arguments
    ) { (row) throws(StoreError) in
      let deal = try row.entity(Deal.self)
      let due = TableSQL.deals.width
      take(
        ReportedDeal(
          deal: deal, nextDue: row.isNull(due) ? nil : try row.value(due, as: Timestamp.self),
          history: made.contains(deal.createdAt) ? try stays(of: deal.id) : []))
    }
  }

  /// The rows of the history with the two fields that say where the deal was when.
  private func stays(of deal: DealID) throws(StoreError) -> [StageTransition] {
    try connection.all(
      "SELECT to_stage_id, entered_at FROM stage_history WHERE deal_id = ? ORDER BY id", [deal.scalar]
    ) { (row) throws(StoreError) in
      var stay = StageTransition(id: TransitionID(bits: 0))
      (stay.toStageID, stay.enteredAt) = (try row.value(0), try row.value(1))
      return stay
    }
  }

  package func doneCounts(
    of pipeline: PipelineID, filter: Filter, since: Timestamp
  ) throws(StoreError) -> [DoneCount] {
    let match = Match(filter, after: [pipeline.scalar, since.scalar])
    return try connection.all(
      """
      SELECT coalesce(a.owner_id, (
          SELECT actions.by_user FROM edits JOIN actions ON actions.number = edits.action
          WHERE edits.row_id = a.id AND edits.kind = 'create' ORDER BY edits.number LIMIT 1)) AS user,
        d.currency, count(*)
      FROM activities AS a CROSS JOIN deals AS d ON d.id = a.deal_id
      WHERE a.status = 'completed' AND a.occurred_at >= ?2 AND d.pipeline_id = ?1\(match.condition)
      GROUP BY 1, 2 HAVING user IS NOT NULL ORDER BY 1, 2
      """, match.arguments
    ) { (row) throws(StoreError) in
      DoneCount(user: try row.value(0), currency: try row.value(1), activities: Int(row.integer(2)))
    }
  }

  /// The number of the first action that is dated at the moment or later; nil where there is none.
  func firstAction(since moment: Timestamp) throws(StoreError) -> Int64? {
    let number: Int64?? = try connection.first(Self.firstAction, [moment.scalar]) { row in
      row.isNull(0) ? nil : row.integer(0)
    }
    return number ?? nil
  }

  /// By itself SQLite would walk from the first action of all.
  static let firstAction = "SELECT min(number) FROM actions INDEXED BY actions_by_moment WHERE at >= ?"

  package func eachEdit(
    since moment: Timestamp, in tables: [Table], _ take: (Action, JournalEntry) -> Void
  ) throws(StoreError) {
    guard let first = try firstAction(since: moment) else { return }
    let prefixes = tables.map { "+edits.row_id GLOB '\($0.idPrefix)_*'" }.joined(separator: " OR ")
    var last: (number: Int64, action: Action)?
    // Numbers of edits rise with those of their actions, so the order is that of the index.
    try connection.each(
      """
      SELECT edits.action, edits.row_id, edits.kind, edits.fields, \(Connection.actionColumns)
      FROM edits INDEXED BY edits_by_action CROSS JOIN actions ON actions.number = edits.action
      WHERE edits.action >= ? AND (\(prefixes)) ORDER BY edits.action, edits.number
      """, [.integer(first)]
    ) { (row) throws(StoreError) in
      let number = row.integer(0)
      if last?.number != number { last = (number, try row.action(at: 4)) }
      if let action = last?.action { take(action, try row.entry(at: 1)) }
    }
  }
}
