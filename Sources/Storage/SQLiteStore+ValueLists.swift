import Sales

// Lists of deals by amount. SQLite has no figures of how deals lie in the indexes, and would fetch the row of every deal.
extension SQLiteStore {
  /// How an amount and a status are asked, alone or together, by rising ids or by the amount; nil for other questions.
  func valueClause<E: Stored>(_ query: ListQuery<E>) throws(StoreError) -> ListClause? {
    guard E.table == .deals, query.filter.isAll, query.terms.allSatisfy(\.isOfValueOrStatus) else { return nil }
    let values = query.terms.filter { $0.field == "value" }
    let statuses = query.terms.filter { $0.field == "status" }
    switch (query.sort.first, query.sort.count) {
    case (nil, _) where !values.isEmpty:
      var clause = ListClause(terms: query, after: query.after?.last)
      if try count(values, by: valueIndex, upTo: try mostSorted(query.limit), of: E.self) {
        clause.index = valueIndex
        clause.fetchesLast = true
      } else {
        clause.index = statuses.isEmpty ? "sqlite_autoindex_deals_1" : "deals_by_status"
      }
      return clause
    case (let sort?, 1) where sort.field == "value" && !query.terms.isEmpty:
      // Of few deals the rows are fetched and sorted, which SQLite does by itself.
      let isFew =
        try statuses.isEmpty ? false : count(statuses, by: "deals_by_status", upTo: listLimits.mostFetched, of: E.self)
      if isFew { return nil }
      var clause = ListClause(query, withValue: sort)
      clause.index = valueIndex
      return clause
    default: return nil
    }
  }

  /// How many deals are sorted before a walk along the ids, which finds the rarer matches the later, is quicker. To
  /// sort one takes a third of the time of a step that fetches a row.
  private func mostSorted(_ limit: Int) throws(StoreError) -> Int64 {
    if let most = listLimits.mostSorted { return most }
    let deals = try connection.integer("SELECT max(rowid) FROM deals")
    return Int64((3 * Double(deals) * Double(min(limit, 1_000_000))).squareRoot())
  }

  /// Holds value, id and status.
  private var valueIndex: String { "deals_sorted_by_value" }

  /// Whether at most so many rows have all the terms.
  private func count<E: Stored>(
    _ terms: [ListTerm], by index: String, upTo most: Int64, of type: E.Type
  ) throws(StoreError) -> Bool {
    var clause = ListClause(terms: ListQuery<E>(terms: terms))
    clause.index = index
    return try connection.integer(clause.counting(E.table), clause.arguments + [.integer(most + 1)]) <= most
  }
}

/// Up to how many deals are looked at one by one where that is quicker than a walk along an order.
struct ListLimits {
  /// Deals of an amount that are sorted by id, without their rows; nil reckons it from the number of deals.
  var mostSorted: Int64?
  /// Deals of a status whose rows are fetched and sorted by the amount.
  var mostFetched: Int64 = 2_000
}

extension ListTerm {
  fileprivate var isOfValueOrStatus: Bool { fallback == nil && (field == "value" || field == "status") }
}
