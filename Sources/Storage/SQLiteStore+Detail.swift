package import Sales

extension SQLiteStore {
  package func detail(of deal: DealID, present: Present, entries: Int) throws(StoreError) -> DealDetail? {
    try reading { () throws(StoreError) -> DealDetail? in
      guard let card = try card(deal, order: .urgency, present: present),
        let pipeline = try find(card.deal.pipelineID), let stage = try find(card.deal.stageID)
      else { return nil }
      let timeline = try timeline(of: deal, from: .newest, limit: entries)
      var detail = DealDetail(
        card: card, contact: try card.deal.contactID.flatMap { (id) throws(StoreError) in try find(id) },
        company: try card.deal.companyID.flatMap { (id) throws(StoreError) in try find(id) }, pipeline: pipeline,
        stage: stage, history: try linked(to: deal, "ORDER BY id"), followUps: try followUps(of: deal),
        timeline: timeline, names: [:], slips: try slips(of: deal))
      detail.names = try names(of: detail.namedIDs)
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

  /// Pending ones by the day they are due, those without a day last.
  private func followUps(of deal: DealID) throws(StoreError) -> [FollowUp] {
    try linked(
      to: deal,
      """
      AND status = 'pending'
      ORDER BY due_at IS NULL, \(TaskSQL.dueMoment), id LIMIT 200
      """)
  }

  /// How often the close date was moved to a later day, of what is in effect: not what was undone, nor the undoing.
  private func slips(of deal: DealID) throws(StoreError) -> Int {
    func day(_ side: Int) -> String {
      let moment = "json_extract(fields, '$.expected_close[\(side)]')"
      return "\(moment) - (\(moment) % 86400 + 86400) % 86400"
    }
    return Int(
      try connection.integer(
        """
        SELECT count(*) FROM edits JOIN actions AS roots ON roots.number = edits.action
        WHERE row_id = ? AND roots.reverts IS NULL AND \(Self.lengthOfChain) % 2 = 1 AND \(day(1)) > \(day(0))
        """, [deal.scalar]))
  }
}
