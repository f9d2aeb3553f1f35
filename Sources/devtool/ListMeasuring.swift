import Sales
import Storage

/// What programs pay for pages of 200 deals, which take one more to know whether there are others.
struct ListFigures {
  /// Over every filter and every sort that an index serves.
  var rows = 0
  var steps = 0
  var slowest = Duration.zero
  /// What no index serves, by name, with SQLite's steps and the time.
  var exceptions: [(name: String, steps: Int, time: Duration)] = []
}

/// Asks for pages as `GET /deals?limit=200` does.
struct ListMeasuring {
  private let store: SQLiteStore
  private let some: Deal
  private let now: Timestamp

  /// `now` is the moment that idle days are counted to.
  init(store: SQLiteStore, now: Timestamp) throws {
    guard let deal = try store.rows(ListQuery<Deal>(limit: 3)).last else { throw Trouble("the samples have no deals") }
    self.store = store
    some = deal
    self.now = now
  }

  func figures() throws -> ListFigures {
    var figures = ListFigures()
    for query in served {
      let (counts, time) = try measured(query)
      figures.rows = max(figures.rows, counts.rows)
      figures.steps = max(figures.steps, counts.steps)
      figures.slowest = max(figures.slowest, time)
    }
    for (name, query) in unserved {
      let (counts, time) = try measured(query)
      figures.exceptions.append((name, counts.steps, time))
    }
    return figures
  }

  private func measured(_ query: ListQuery<Deal>) throws -> (StoreCounts, Duration) {
    let before = store.counts
    var rows = 0
    let time = try ContinuousClock().measure { rows = try store.rows(query).count }
    if rows > query.limit { throw Trouble("a page has \(rows) deals") }
    return (store.counts - before, time)
  }

  private func page(_ terms: [ListTerm] = [], sort: [ListSort] = []) -> ListQuery<Deal> {
    ListQuery(terms: terms, sort: sort, limit: 201)
  }

  private func term(_ field: String) -> ListTerm { ListTerm(field, .equal, some.row.value(of: field) ?? .null) }

  private var served: [ListQuery<Deal>] {
    let filters = ["status", "pipeline_id", "stage_id", "contact_id", "company_id", "owner_id"].map(term)
    let created = [
      ListTerm("created_at", .above, now.advanced(byDays: -90).scalar),
      ListTerm("created_at", .below, now.advanced(byDays: -300).scalar),
    ]
    let sorts = ["created_at", "updated_at", "value", "name", "expected_close", "last_activity_at", "stage_entered_at"]
    return [page()] + (filters + created).map { page([$0]) }
      + sorts.flatMap { field in
        [false, true].map { page(sort: [ListSort(field, isDescending: $0)]) }
      }
  }

  private var unserved: [(name: String, query: ListQuery<Deal>)] {
    let idle = ListTerm("last_activity_at", else: "created_at", .atMost, now.advanced(byDays: -400).scalar)
    let large = ListTerm("value", .atLeast, .integer(50_000_000))
    return [
      ("min_value", page([large])), ("days_since_activity_gt", page([idle])),
      ("owner_id and status", page([term("owner_id"), term("status")])),
      ("status, sorted by -value", page([term("status")], sort: [ListSort("value", isDescending: true)])),
      ("sorted by name,-value", page(sort: [ListSort("name"), ListSort("value", isDescending: true)])),
    ]
  }
}
