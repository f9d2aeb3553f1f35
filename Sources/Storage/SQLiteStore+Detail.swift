package import Sales

extension SQLiteStore {
  package func detail(of deal: DealID, present: Present) throws(StoreError) -> DealDetail? {
    try reading { () throws(StoreError) -> DealDetail? in
      guard let card = try card(deal, order: .urgency, present: present),
        let pipeline = try find(card.deal.pipelineID), let stage = try find(card.deal.stageID)
      else { return nil }
      var detail = DealDetail(
        card: card, contact: try card.deal.contactID.flatMap { (id) throws(StoreError) in try find(id) },
        company: try card.deal.companyID.flatMap { (id) throws(StoreError) in try find(id) }, pipeline: pipeline,
        stage: stage, history: try linked(to: deal, "ORDER BY id"),
        activities: try linked(to: deal, "ORDER BY occurred_at DESC, id DESC LIMIT 200"),
        followUps: try followUps(of: deal), log: try log(of: deal), users: [:], slips: try slips(of: deal))
      detail.users = try logins(of: detail.people)
      return detail
    }
  }

  private func find<E: Stored>(_ id: Identifier<E>) throws(StoreError) -> E? {
    try row(E.key(id)).flatMap(E.init(row:))
  }

  private func linked<E: Stored>(to deal: DealID, _ rest: String) throws(StoreError) -> [E] {
    try connection.all(E.table.sql.select("WHERE deal_id = ?1 \(rest)"), [deal.scalar]) { (row) throws(StoreError) in
      try row.entity()
    }
  }

  /// Pending ones by the day they are due, those without a day last; then the others, the last made first.
  private func followUps(of deal: DealID) throws(StoreError) -> [FollowUp] {
    let pending: [FollowUp] = try linked(
      to: deal,
      """
      AND status = 'pending'
      ORDER BY due_at IS NULL, due_at + 36000 * (due_at % 86400 = 0), id LIMIT 200
      """)
    let rest: [FollowUp] = try linked(to: deal, "AND status <> 'pending' ORDER BY id DESC LIMIT 200")
    return Array((pending + rest).prefix(200))
  }

  private func log(of deal: DealID) throws(StoreError) -> [LogEntry] {
    try connection.all(
      """
      SELECT \(Connection.actionColumns), edits.row_id, edits.kind, edits.fields
      FROM edits JOIN actions ON actions.number = edits.action
      WHERE edits.row_id = ? ORDER BY edits.number DESC LIMIT 200
      """, [deal.scalar]
    ) { (row) throws(StoreError) in LogEntry(action: try row.action(), entry: try row.entry(at: 5)) }
  }

  /// How often the close date was moved to a later one.
  private func slips(of deal: DealID) throws(StoreError) -> Int {
    Int(
      try connection.integer(
        """
        SELECT count(*) FROM edits
        WHERE row_id = ?
          AND json_extract(fields, '$.expected_close[1]') > json_extract(fields, '$.expected_close[0]')
        """, [deal.scalar]))
  }

  private func logins(of people: Set<UserID>) throws(StoreError) -> [UserID: String] {
    var logins: [UserID: String] = [:]
    for user in people {
      logins[user] = try connection.first("SELECT name FROM users WHERE id = ?", [user.scalar]) { row in row.text(0) }
    }
    return logins
  }
}

extension DealDetail {
  /// Everybody whose login the page shows.
  fileprivate var people: Set<UserID> {
    var people = Set(log.map(\.action.by) + history.map(\.changedBy))
    people.formUnion(activities.compactMap(\.ownerID) + followUps.compactMap(\.ownerID))
    people.formUnion([card.deal.ownerID, contact?.ownerID, company?.ownerID].compactMap(\.self))
    return people
  }
}
