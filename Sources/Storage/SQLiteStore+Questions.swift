package import Sales

extension SQLiteStore {
  package func pipelines() throws(StoreError) -> [PipelinePlan] {
    let stages = try connection.all(Table.stages.sql.select("ORDER BY pipeline_id, position")) {
      (row) throws(StoreError) in try row.entity(Stage.self)
    }
    let byPipeline = Dictionary(grouping: stages, by: \.pipelineID)
    let active = try activeTallies()
    return try connection.all(Table.pipelines.sql.select("ORDER BY is_default DESC, id")) {
      (row) throws(StoreError) in
      let pipeline = try row.entity(Pipeline.self)
      let tallies = if let open = active[pipeline.id] { open } else { try closedTallies(of: pipeline.id) }
      return PipelinePlan(pipeline: pipeline, stages: byPipeline[pipeline.id] ?? [], tallies: tallies)
    }
  }

  /// Of each pipeline the kept totals of its active deals.
  private func activeTallies() throws(StoreError) -> [PipelineID: [Tally]] {
    let rows = try tallies("t.closed_day = -1")
    return Dictionary(grouping: rows, by: \.pipeline).mapValues { $0.map(\.tally) }
  }

  /// Of closed deals there is a row a day, so they are looked at only where no deal is open.
  private func closedTallies(of pipeline: PipelineID) throws(StoreError) -> [Tally] {
    try tallies("stages.pipeline_id = ?", [pipeline.scalar]).map(\.tally)
  }

  private func tallies(
    _ condition: String, _ arguments: [Scalar] = []
  ) throws(StoreError) -> [(pipeline: PipelineID, tally: Tally)] {
    try connection.all(
      """
      SELECT stages.pipeline_id, t.currency, sum(t.deals), sum(t.value_high), sum(t.value_low)
      FROM stages CROSS JOIN stage_totals AS t ON t.stage_id = stages.id
      WHERE t.deals > 0 AND \(condition) GROUP BY 1, 2 ORDER BY 1, 2
      """, arguments
    ) { (row) throws(StoreError) in
      // The halves of the values: 32 bits each, summed apart.
      let minor = Int128(row.integer(3)) << 32 + Int128(row.integer(4))
      let sum = Money(minor: minor, currency: try row.value(1, as: Currency.self))
      return (try row.value(0, as: PipelineID.self), Tally(deals: Int(row.integer(2)), sum: sum))
    }
  }

  package func dealCounts(of pipeline: PipelineID) throws(StoreError) -> [StageID: DealCount] {
    let counts = try connection.all(
      """
      SELECT stages.id, \(Self.dealCount("AND closed_day = -1")), \(Self.dealCount("AND closed_day <> -1"))
      FROM stages WHERE pipeline_id = ?
      """, [pipeline.scalar]
    ) { (row) throws(StoreError) in
      (try row.value(0, as: StageID.self), DealCount(active: Int(row.integer(1)), closed: Int(row.integer(2))))
    }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  func dealCount(in stage: StageID) throws(StoreError) -> Int {
    Int(try connection.integer("SELECT \(Self.dealCount("")) FROM stages WHERE id = ?", [stage.scalar]))
  }

  /// From the kept totals: a row for each day on which deals were closed, not one for each deal.
  private static func dealCount(_ condition: String) -> String {
    "(SELECT coalesce(sum(deals), 0) FROM stage_totals WHERE stage_id = stages.id \(condition))"
  }

  func dealsTouched(by action: ActionID) throws(StoreError) -> Int {
    Int(
      try connection.integer(
        "SELECT count(*) FROM edits WHERE action = (SELECT number FROM actions WHERE id = ?) AND row_id GLOB 'deal_*'",
        [action.scalar]))
  }

  package func links(of deal: DealID) throws(StoreError) -> DealLinks {
    DealLinks(
      activities: Int(try connection.integer("SELECT count(*) FROM activities WHERE deal_id = ?", [deal.scalar])),
      followUps: Int(try connection.integer("SELECT count(*) FROM tasks WHERE deal_id = ?", [deal.scalar])),
      openSteps: Int(
        try connection.integer(
          "SELECT count(*) FROM tasks WHERE deal_id = ? AND status = 'pending'", [deal.scalar])))
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
