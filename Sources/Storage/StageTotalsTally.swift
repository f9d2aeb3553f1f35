import Sales

/// What a long change does to `stage_totals`, summed here while the triggers that keep them are away.
struct StageTotalsTally {
  private struct Place: Hashable {
    let stage: StageID
    /// As `stage_totals.closed_day`: days since 1970, -1 for open and stalled deals.
    let closedDay: Int64
    let status: DealStatus
    let currency: Currency

    init(_ deal: Deal) {
      stage = deal.stageID
      status = deal.status
      currency = deal.currency
      let closed = deal.closedAt ?? Timestamp(seconds: StoredClosing.unknown)
      closedDay = deal.isActive ? -1 : Int64(closed.utcDay.number)
    }
  }

  private struct Sum {
    var (deals, high, low): (Int64, Int64, Int64) = (0, 0, 0)
  }

  private var sums: [Place: Sum] = [:]

  /// Counts what the edit does; edits of other rows than deals change nothing, but the totals of a stage go with it.
  mutating func note(_ edit: Edit) {
    if case .stage(let stage) = edit.before, edit.after == nil { sums = sums.filter { $0.key.stage != stage.id } }
    if case .deal(let deal) = edit.before { add(deal, times: -1) }
    if case .deal(let deal) = edit.after { add(deal, times: 1) }
  }

  private mutating func add(_ deal: Deal, times sign: Int64) {
    var sum = sums[Place(deal)] ?? Sum()
    sum.deals += sign
    sum.high += sign * (deal.value >> 32)
    sum.low += sign * (deal.value & 0xFFFF_FFFF)
    sums[Place(deal)] = sum
  }

  /// Writes the sums into the table and forgets them.
  mutating func write(to connection: Connection) throws(StoreError) {
    for (place, sum) in sums {
      let values: [Scalar] = [
        place.stage.scalar, .integer(place.closedDay), place.status.scalar, place.currency.scalar,
        .integer(sum.deals), .integer(sum.high), .integer(sum.low),
      ]
      try connection.run(
        """
        UPDATE stage_totals SET deals = deals + ?5, value_high = value_high + ?6, value_low = value_low + ?7
        WHERE stage_id = ?1 AND closed_day = ?2 AND status = ?3 AND currency = ?4
        """, values)
      if connection.changedRows == 0 {
        try connection.run("INSERT INTO stage_totals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", values)
      }
    }
    sums = [:]
  }
}
