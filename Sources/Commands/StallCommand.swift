import Sales

extension Job {
  private static let usualIdleDays = 14

  /// Marks idle deals stalled, in one step, or says which ones they are.
  func stall() throws(Failure) {
    let days = try number(.idle, in: 0...36_500).map(Int.init) ?? Self.usualIdleDays
    if invocation.has(.dryRun) { return try tellIdleDeals(days) }
    let desk = try openKnown()
    let user = try writer(desk)
    let commit = try asking { () throws(StoreError) in
      try self.commit(.stallIdleDeals(days: days), on: desk, by: user, .changing)
    }
    let count = commit.edits.count { $0.key.table == .deals }
    if count == 0 {
      return out.line("No open deal has been without an activity for more than \(counted(days, "day")).")
    }
    out.line("Marked \(counted(count, "deal")) stalled. To undo it: \(hint(.undo))")
  }

  /// The open deals that a sweep would mark, oldest first, a line each.
  private func tellIdleDeals(_ days: Int) throws(Failure) {
    let now = try present().now
    let store = try openExisting()
    var query = ListQuery<Deal>(
      terms: [
        ListTerm("status", .equal, DealStatus.open.scalar),
        ListTerm("last_activity_at", else: "created_at", .below, now.idleSince(moreThan: days).scalar),
      ], limit: 200)
    var count = 0
    var page: [Deal]
    repeat {
      page = try asking { () throws(StoreError) in try store.rows(query) }
      for deal in page {
        let idle = (deal.lastActivityAt ?? deal.createdAt).wholeDays(until: now)
        out.line("\(deal.id)  \(DateText.days(idle))  \(deal.name)")
      }
      count += page.count
      query.after = page.last.map { query.key(of: $0) }
    } while page.count == query.limit && !out.isClosed
    out.line("\(counted(count, "deal")) would be marked stalled; nothing was written.")
  }
}
