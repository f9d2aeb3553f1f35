package import Sales

extension SQLiteStore {
  /// Of the closed deals only an index is read, to find the latest. Which rows of their histories hold, and for how long,
  /// `StageTransition.stays` decides, deal by deal.
  package func closedStays(of pipeline: PipelineID, latest: Int) throws(StoreError) -> [ClosedStay] {
    let open = try connection.all(
      "SELECT id FROM stages WHERE pipeline_id = ? AND type = 'open' ORDER BY id", [pipeline.scalar]
    ) { (row) throws(StoreError) in try row.value(0, as: StageID.self) }
    // Stages by their places, since reading an id takes longer than all else.
    let places = open.indices.map { "WHEN ?\($0 + 3) THEN \($0)" }.joined(separator: " ")
    var stays = StayCounts(stages: open)
    try connection.each(
      """
      WITH latest AS MATERIALIZED (
        SELECT d.rowid AS deal, d.id FROM stages AS s CROSS JOIN deals AS d INDEXED BY deals_by_stage
        WHERE s.pipeline_id = ?1 AND d.stage_id = s.id AND d.closed_at > \(StoredClosing.unknown)
        ORDER BY d.closed_at DESC, d.id DESC LIMIT ?2)
      SELECT d.rowid, d.status = 'won', d.closed_at, \(places.isEmpty ? "-1" : "CASE h.to_stage_id \(places) ELSE -1 END"),
        h.entered_at
      FROM latest CROSS JOIN deals AS d ON d.rowid = latest.deal CROSS JOIN stage_history AS h ON h.deal_id = d.id
      ORDER BY latest.deal, h.id
      """, [pipeline.scalar, .integer(Int64(latest))] + open.map(\.scalar)
    ) { (row) throws(StoreError) in
      stays.add(
        StayCounts.Visit(stage: Int(row.integer(3)), enteredAt: try row.value(4)),
        of: StayCounts.Deal(
          row: row.integer(0), isWon: row.integer(1) == 1, closedAt: try row.value(2)))
    }
    return stays.counted()
  }
}

/// Counts how long deals stayed in stages, from the rows of their histories, one deal after the other.
private struct StayCounts {
  struct Visit {
    /// The place of the open stage among `stages`; -1 for any other.
    let stage: Int
    let enteredAt: Timestamp
  }

  struct Deal: Equatable {
    let row: Int64
    let isWon: Bool
    let closedAt: Timestamp
  }

  let stages: [StageID]
  private var deal: Deal?
  private var history: [StageTransition] = []
  private var counts: [ClosedStay: Int] = [:]

  init(stages: [StageID]) {
    self.stages = stages
  }

  mutating func add(_ visit: Visit, of deal: Deal) {
    if deal != self.deal { finish() }
    self.deal = deal
    var row = StageTransition(id: TransitionID(bits: 0))
    row.toStageID = stages.indices.contains(visit.stage) ? stages[visit.stage] : row.toStageID
    row.enteredAt = visit.enteredAt
    history.append(row)
  }

  /// The stays of all deals, by stage, then lost before won, then by days.
  mutating func counted() -> [ClosedStay] {
    finish()
    return counts.map { ClosedStay(stage: $0.stage, isWon: $0.isWon, days: $0.days, deals: $1) }
      .sorted { ($0.stage, $0.isWon ? 1 : 0, $0.days) < ($1.stage, $1.isWon ? 1 : 0, $1.days) }
  }

  private mutating func finish() {
    guard let deal else { return }
    var seconds: [StageID: Int64] = [:]
    for (visit, stay) in StageTransition.stays(history, until: deal.closedAt) {
      seconds[visit.toStageID, default: 0] += stay
    }
    for stage in stages {
      guard let stay = seconds[stage] else { continue }
      counts[ClosedStay(stage: stage, isWon: deal.isWon, days: Int(stay / 86_400), deals: 0), default: 0] += 1
    }
    history.removeAll(keepingCapacity: true)
  }
}
