package import Sales

extension SQLiteStore {
  package func pipelines() throws(StoreError) -> [PipelinePlan] {
    let stages = try connection.all(Table.stages.sql.select("ORDER BY pipeline_id, position")) {
      (row) throws(StoreError) in try row.entity(Stage.self)
    }
    let byPipeline = Dictionary(grouping: stages, by: \.pipelineID)
    return try connection.all(Table.pipelines.sql.select("ORDER BY is_default DESC, id")) {
      (row) throws(StoreError) in
      let pipeline = try row.entity(Pipeline.self)
      return PipelinePlan(pipeline: pipeline, stages: byPipeline[pipeline.id] ?? [])
    }
  }

  package func totals(
    of pipeline: PipelineID, filter: Filter, closedSince: Timestamp
  ) throws(StoreError) -> [StageID: StageTotals] {
    let stages = try connection.all("SELECT id FROM stages WHERE pipeline_id = ?", [pipeline.scalar]) {
      (row) throws(StoreError) in try row.value(0, as: StageID.self)
    }
    var totals = Dictionary(uniqueKeysWithValues: stages.map { ($0, StageTotals()) })
    // The kept sums are by whole days.
    let rows =
      if filter.isAll && closedSince.isAllDay {
        try keptSums(of: pipeline, closedSince)
      } else {
        try sums(of: pipeline, filter, closedSince)
      }
    for row in rows where row.tally.deals > 0 {
      let side = row.isActive ? \StageTotals.active : \StageTotals.closed
      totals[row.stage]?[keyPath: side].append(row.tally)
    }
    return totals.mapValues { StageTotals(active: Tally.merged($0.active), closed: Tally.merged($0.closed)) }
  }

  private struct Sum {
    let stage: StageID
    let isActive: Bool
    let tally: Tally
  }

  private func keptSums(of pipeline: PipelineID, _ closedSince: Timestamp) throws(StoreError) -> [Sum] {
    try connection.all(
      """
      SELECT t.stage_id, 1, t.currency, t.deals, t.value_high, t.value_low
      FROM stages CROSS JOIN stage_totals AS t ON t.stage_id = stages.id
      WHERE stages.pipeline_id = ?1 AND t.closed_day = -1 AND t.status IN ('open', 'stalled')
      UNION ALL
      SELECT t.stage_id, 0, t.currency, t.deals, t.value_high, t.value_low
      FROM stages CROSS JOIN stage_totals AS t ON t.stage_id = stages.id
      WHERE stages.pipeline_id = ?1 AND t.closed_day >= ?2 AND t.status IN ('won', 'lost')
      """, [pipeline.scalar, .integer(Int64(closedSince.utcDay.number))], Self.sum)
  }

  private func sums(of pipeline: PipelineID, _ filter: Filter, _ closedSince: Timestamp) throws(StoreError) -> [Sum] {
    let match = Match(filter, isForMost: true)
    // Every name is read anyway, and that is fastest in the order in which they lie in the file.
    return try connection.all(
      """
      SELECT d.stage_id, d.closed_at IS NULL, d.currency, count(*), sum(d.value >> 32), sum(d.value & 4294967295)
      FROM deals AS d NOT INDEXED
      WHERE d.stage_id IN (SELECT id FROM stages WHERE pipeline_id = ?1)
        AND (d.closed_at IS NULL OR d.closed_at >= ?2)\(match.condition(after: 2))
      GROUP BY 1, 2, 3
      """, [pipeline.scalar, closedSince.scalar] + match.words, Self.sum)
  }

  /// The sum from the halves of the values: 32 bits each, summed apart.
  private static func sum(_ row: Statement) throws(StoreError) -> Sum {
    let minor = Int128(row.integer(4)) << 32 + Int128(row.integer(5))
    return Sum(
      stage: try row.value(0), isActive: row.integer(1) == 1,
      tally: Tally(deals: Int(row.integer(3)), sum: Money(minor: minor, currency: try row.value(2))))
  }

  package func attentionCount(
    of pipeline: PipelineID, filter: Filter, present: Present
  ) throws(StoreError) -> Int {
    let match = Match(filter)
    let arguments = [pipeline.scalar, present.now.scalar, present.today.midnightUTC.scalar]
    return Int(
      try connection.integer(
        """
        SELECT count(*) FROM (
          SELECT d.*, s.stage_limit_days, \(CardSQL.nextTask("due_at")) AS due
          FROM stages AS s CROSS JOIN deals AS d INDEXED BY deals_by_stage ON d.stage_id = s.id
          WHERE s.pipeline_id = ?1 AND d.closed_at IS NULL AND (d.parked_until IS NULL OR d.parked_until <= ?2)
            \(match.condition(after: arguments.count)))
        WHERE \(Self.needsAttention)
        """, arguments + match.words))
  }

  /// `Card.attention(in:at:)` in SQL, for an active deal that is not parked; ?2 is now, ?3 today's date. An idle deal
  /// has nothing planned, so its step is missing or late, and it counts for that.
  private static let isLate = "coalesce(iif(due % 86400 = 0, due < ?3, due < ?2), 0)"
  private static let needsAttention = """
    \(isLate) OR status = 'open' AND (
      due IS NULL OR value = 0 OR expected_close IS NULL OR owner_id IS NULL OR expected_close < ?3
      OR coalesce((?2 - stage_entered_at) / 86400 > stage_limit_days, 0))
    """

  package func links(of deal: DealID) throws(StoreError) -> DealLinks {
    DealLinks(
      activities: Int(try connection.integer("SELECT count(*) FROM activities WHERE deal_id = ?", [deal.scalar])),
      followUps: Int(try connection.integer("SELECT count(*) FROM tasks WHERE deal_id = ?", [deal.scalar])))
  }

  package func quickAddFacts(company: String?, name: String) throws(StoreError) -> QuickAddFacts {
    let prefix = folded(company ?? "")
    var matches: [QuickAddFacts.CompanyMatch] = []
    if !prefix.isEmpty {
      matches = try connection.all(
        """
        SELECT \(Table.companies.sql.list),
          (SELECT count(*) FROM deals WHERE company_id = companies.id AND closed_at IS NULL)
        FROM companies WHERE name_folded >= ?1 AND name_folded < ?1 || char(1114111)
        ORDER BY length(name), id LIMIT 8
        """, [.text(prefix)]
      ) { (row) throws(StoreError) in
        QuickAddFacts.CompanyMatch(company: try row.entity(), openDeals: Int(row.integer(Table.companies.sql.width)))
      }
    }
    let sameName = try connection.first(
      Table.deals.sql.select("WHERE name_folded = ? ORDER BY id DESC LIMIT 1"), [.text(folded(name))]
    ) { (row) throws(StoreError) in try row.entity(Deal.self) }
    return QuickAddFacts(companies: matches, sameName: sameName)
  }
}
