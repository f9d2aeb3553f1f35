package import Sales

// What columns hold, and what of it needs attention.
extension SQLiteStore {
  package func totals(
    of pipeline: PipelineID, filter: Filter, closedSince: Timestamp
  ) throws(StoreError) -> [StageID: StageTotals] {
    let stages = try stages(of: pipeline)
    var totals = Dictionary(stages.map { ($0, StageTotals()) }) { first, _ in first }
    // The kept sums are by whole days.
    let sums =
      if filter.isAll && closedSince.isAllDay {
        try keptSums(of: pipeline, closedSince)
      } else {
        try sums(of: stages, filter, closedSince)
      }
    for sum in sums where sum.tally.deals > 0 {
      let side = sum.isActive ? \StageTotals.active : \StageTotals.closed
      totals[sum.stage]?[keyPath: side].append(sum.tally)
    }
    return totals.mapValues { StageTotals(active: Tally.merged($0.active), closed: Tally.merged($0.closed)) }
  }

  private func stages(of pipeline: PipelineID) throws(StoreError) -> [StageID] {
    try connection.all("SELECT id FROM stages WHERE pipeline_id = ?", [pipeline.scalar]) {
      (row) throws(StoreError) in try row.value(0)
    }
  }

  private static let mostDeals: Int64 = 1 << 40

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
      """, [pipeline.scalar, .integer(Int64(closedSince.utcDay.number))]
    ) { (row) throws(StoreError) in
      // The halves of the values: 32 bits each, summed apart.
      // So many that their sums could overflow were never counted.
      guard (0...Self.mostDeals).contains(row.integer(3)) else {
        throw .damaged("stage_totals of \(row.text(0)) counts \(row.integer(3)) deals")
      }
      let minor = Int128(row.integer(4)) << 32 + Int128(row.integer(5))
      return Sum(
        stage: try row.value(0), isActive: row.integer(1) == 1,
        tally: Tally(deals: Int(row.integer(3)), sum: Money(minor: minor, currency: try row.value(2))))
    }
  }

  /// Sums of what is selected or, where that is much, of what matches on a walk through the file, which is fastest in
  /// the order in which the deals lie there. They are made here and not by GROUP BY, which would sort all that match.
  private func sums(
    of stages: [StageID], _ filter: Filter, _ closedSince: Timestamp
  ) throws(StoreError) -> [Sum] {
    guard !stages.isEmpty else { return [] }
    var sums = Sums()
    for range in Selection.Range.all(in: filter) {
      let isSelected = try isSelected(range.parts(of: stages), filter, closedSince: closedSince)
      let source = isSelected ? "temp.selection AS d" : Selection.shown
      var match = Match(isSelected ? .all : filter, after: [closedSince.scalar])
      let places = stages.enumerated().map { "WHEN \(match.bind($1.scalar)) THEN \($0)" }.joined(separator: " ")
      try connection.each(
        """
        SELECT CASE d.stage_id \(places) END, d.closed_at IS NULL, d.currency, d.value FROM \(source)
        WHERE \(range.condition)\(match.condition)
        """, match.arguments
      ) { row in
        // A stage of another pipeline has no place.
        if !row.isNull(0) { sums.add(row) }
      }
    }
    var result: [Sum] = []
    for (key, sum) in sums.all {
      guard let currency = Currency(key.currency) else { throw .damaged("\(key.currency) is no currency") }
      let tally = Tally(deals: sum.deals, sum: Money(minor: sum.minor, currency: currency))
      result.append(Sum(stage: stages[key.stage], isActive: key.isActive, tally: tally))
    }
    return result
  }

  package func attentionCount(
    of pipeline: PipelineID, filter: Filter, present: Present
  ) throws(StoreError) -> Int {
    let (condition, arguments) = try waiting(in: pipeline, filter, present, limit: nil)
    return Int(try connection.integer("SELECT count(*) \(condition)", arguments))
  }

  package func parkedCount(
    of pipeline: PipelineID, filter: Filter, present: Present
  ) throws(StoreError) -> Int {
    let match = Match(filter, after: [pipeline.scalar, present.now.scalar])
    return Int(
      try connection.integer(
        """
        SELECT count(*) FROM deals AS d INDEXED BY deals_parked_until
        WHERE d.parked_until > ?2 AND d.pipeline_id = ?1 AND d.closed_at IS NULL\(match.condition)
        """, match.arguments))
  }

  package func attentionQueue(
    of pipeline: PipelineID, filter: Filter, present: Present, limit: Int
  ) throws(StoreError) -> [DealID] {
    let (condition, arguments) = try waiting(in: pipeline, filter, present, limit: limit)
    return try connection.all(
      """
      SELECT id FROM (
        SELECT *, \(AttentionSQL.rank(now: "?2", today: "?3")) AS rank FROM (
          SELECT d.id, d.value, d.expected_close, d.touched_at, d.stage_entered_at, s.idle_limit_days, s.stage_limit_days,
            \(CardSQL.nextTask("due_at")) AS due \(condition)))
      ORDER BY rank, \(AttentionSQL.since), id LIMIT ?4
      """, arguments
    ) { (row) throws(StoreError) in try row.value(0) }
  }

  /// From where, and which, are the deals `d` that need attention, each with its stage `s`; where there is a limit, it is
  /// the fourth argument.
  private func waiting(
    in pipeline: PipelineID, _ filter: Filter, _ present: Present, limit: Int?
  ) throws(StoreError) -> (sql: String, arguments: [Scalar]) {
    let parts = Selection.Range.open.parts(of: try stages(of: pipeline))
    let isSelected = try isSelected(parts, filter, closedSince: filter.closedSince(present))
    let arguments =
      [pipeline.scalar, present.now.scalar, present.today.midnightUTC.scalar]
      + (limit.map { [.integer(Int64($0))] } ?? [])
    let match = Match(isSelected ? .all : filter, after: arguments)
    let source =
      isSelected
      ? "temp.selection AS x CROSS JOIN deals AS d ON d.rowid = x.deal CROSS JOIN stages AS s ON s.id = d.stage_id"
      : "stages AS s CROSS JOIN \(Selection.shown) ON d.closed_at IS NULL AND d.stage_id = s.id"
    let sql = """
      FROM \(source) WHERE s.pipeline_id = ?1 AND \(AttentionSQL.isAwake(now: "?2"))\(match.condition)
        AND \(AttentionSQL.reasons(now: "?2", today: "?3", limit: "s.stage_limit_days"))
      """
    return (sql, match.arguments)
  }
}

/// Sums by stage, outcome and currency of very many rows, for which a text each would cost more than all the rest.
private struct Sums {
  struct Key {
    /// The place in the list of stages, and the three letters of the currency as one number.
    let number: UInt64

    var stage: Int { Int(number >> 33) }
    var isActive: Bool { number >> 32 & 1 == 1 }
    var currency: String {
      String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }, as: UTF8.self)
    }
  }

  private var numbers: [UInt64] = []
  private var sums: [(deals: Int, minor: Int128)] = []

  var all: [(key: Key, sum: (deals: Int, minor: Int128))] {
    zip(numbers, sums).map { (Key(number: $0), $1) }
  }

  mutating func add(_ row: Statement) {
    let number =
      UInt64(truncatingIfNeeded: row.integer(0)) << 33 | UInt64(truncatingIfNeeded: row.integer(1)) << 32
      | UInt64(row.letters(2))
    // There are few groups, and a look at each is faster than a hash.
    let place =
      numbers.firstIndex(of: number)
      ?? {
        numbers.append(number)
        sums.append((0, 0))
        return numbers.count - 1
      }()
    sums[place].deals += 1
    sums[place].minor += Int128(row.integer(3))
  }
}
