package import Sales

extension SQLiteStore {
  package func window(
    _ query: ColumnQuery, around anchor: Anchor, before: Int, after: Int
  ) throws(StoreError) -> Window {
    let column = Column(query)
    let place = column.place(of: anchor)
    let upper = try cards(column.slices(from: place, isBackward: true), query, limit: before)
    let lower = try cards(column.slices(from: place, isBackward: false), query, limit: after)
    // A read that came up short has met an end of the column.
    let stand: Window.Place =
      if upper.count < before {
        .afterStart(0)
      } else if lower.count < after {
        .beforeEnd(0)
      } else if let above = try count(
        column.slices(from: upper.last.map { Place($0.key) } ?? place, isBackward: true), query)
      {
        .afterStart(above)
      } else if let below = try count(
        column.slices(from: lower.last.map { Place($0.key) } ?? place, isBackward: false), query)
      {
        // The last card here is the first one counted.
        .beforeEnd(lower.isEmpty ? below : below - 1)
      } else {
        .farFromBoth
      }
    return Window(cards: upper.reversed() + lower, place: stand, anchorIndex: upper.count)
  }

  package func cards(
    _ query: ColumnQuery, from anchor: Anchor, limit: Int
  ) throws(StoreError) -> [Card] {
    let column = Column(query)
    return try cards(column.slices(from: column.place(of: anchor), isBackward: false), query, limit: limit)
  }

  package func card(_ deal: DealID, order: Order, present: Present) throws(StoreError) -> Card? {
    try connection.first(
      "\(CardSQL.select) FROM deals AS d \(CardSQL.joins) WHERE d.id = ?", [deal.scalar]
    ) { (row) throws(StoreError) in try row.card(order, tomorrow: present.tomorrowStarts) }
  }

  package func attentive(
    _ query: ColumnQuery, from anchor: Anchor, isBackward: Bool, present: Present
  ) throws(StoreError) -> Card? {
    let column = Column(query)
    let clock = Filter.Clock(present)
    var own: SortKey?
    if case .at(let key) = anchor { own = key }
    for slice in column.slices(from: column.place(of: anchor), isBackward: isBackward) where !slice.range.isClosed {
      let isSelected = try isSelected([slice.part(of: query)], query.filter, closedSince: query.closedSince)
      let search = Search(slice, query, isSelected: isSelected, needing: clock)
      let found = try connection.all(search.cards, search.arguments) { (row) throws(StoreError) in
        try row.card(query.order, tomorrow: query.tomorrow)
      }
      // The anchor's own card may come first.
      if let card = found.first(where: { $0.key != own }) { return card }
    }
    return nil
  }

  private func cards(
    _ slices: [ColumnSlice], _ query: ColumnQuery, limit: Int
  ) throws(StoreError) -> [Card] {
    var cards: [Card] = []
    for slice in slices where cards.count < limit {
      let isSelected = try isSelected([slice.part(of: query)], query.filter, closedSince: query.closedSince)
      let search = Search(slice, query, isSelected: isSelected, limit: limit - cards.count)
      cards += try connection.all(search.cards, search.arguments) { (row) throws(StoreError) in
        try row.card(query.order, tomorrow: query.tomorrow)
      }
    }
    return cards
  }

  /// How many cards the slices have; nil when there are more than `Window.far`, of which no more are read.
  private func count(_ slices: [ColumnSlice], _ query: ColumnQuery) throws(StoreError) -> Int? {
    let limit = Window.far + 1
    var count = 0
    for slice in slices where count < limit {
      let isSelected = try isSelected([slice.part(of: query)], query.filter, closedSince: query.closedSince)
      let search = Search(slice, query, isSelected: isSelected, limit: limit - count)
      count += Int(try connection.integer(search.count, search.arguments))
    }
    return count < limit ? count : nil
  }
}

/// What is asked for one slice of a column, along the slice's index or among the selected deals.
private struct Search {
  let cards: String
  let count: String
  let arguments: [Scalar]

  init(_ slice: ColumnSlice, _ query: ColumnQuery, isSelected: Bool, limit: Int) {
    var match = Match(isSelected ? .all : query.filter, after: [query.stage.scalar] + slice.values)
    let most = match.bind(.integer(Int64(limit)))
    let condition = "WHERE \(slice.condition)\(match.condition)"
    if isSelected {
      let found = "FROM temp.selection AS d \(condition)"
      cards = """
        \(CardSQL.select) FROM (SELECT deal \(found) ORDER BY \(slice.order) LIMIT \(most)) AS found
        CROSS JOIN deals AS d ON d.rowid = found.deal \(CardSQL.joins) ORDER BY \(slice.order)
        """
      count = "SELECT count(*) FROM (SELECT 1 \(found) LIMIT \(most))"
    } else {
      let source = "FROM deals AS d INDEXED BY \(slice.range.index)"
      cards = "\(CardSQL.select) \(source) \(CardSQL.joins) \(condition) ORDER BY \(slice.order) LIMIT \(most)"
      count = "SELECT count(*) FROM (SELECT 1 \(source) \(condition) LIMIT \(most))"
    }
    arguments = match.arguments
  }

  /// The first two of the slice that need attention.
  init(_ slice: ColumnSlice, _ query: ColumnQuery, isSelected: Bool, needing clock: Filter.Clock) {
    let attention = Filter.Term(.attention(clock))
    let filter = Filter(terms: isSelected ? [attention] : query.filter.terms + [attention])
    let match = Match(filter, after: [query.stage.scalar] + slice.values)
    // What a filter has selected is known by stage; whether it needs attention, the deals say.
    let source =
      isSelected
      ? "temp.selection AS s CROSS JOIN deals AS d ON d.rowid = s.deal AND s.stage_id = ?1"
      : "deals AS d INDEXED BY \(slice.range.index)"
    let condition = "\(slice.condition)\(match.condition)"
    cards = "\(CardSQL.select) FROM \(source) \(CardSQL.joins) WHERE \(condition) ORDER BY \(slice.order) LIMIT 2"
    count = "SELECT count(*) FROM \(source) WHERE \(condition)"
    arguments = match.arguments
  }
}

extension ColumnSlice {
  fileprivate func part(of query: ColumnQuery) -> Selection.Part { range.isClosed ? .closed : .open(query.stage) }
}

/// A place in a column: in which range, and at which key; without one, at the range's start.
private struct Place {
  var range: Int
  var key: [Scalar]?

  init(range: Int, key: [Scalar]? = nil) {
    self.range = range
    self.key = key
  }

  init(_ key: SortKey) {
    self.init(range: key.range, key: key.values)
  }
}

/// A column's ranges, and what lies on either side of a place in them.
private struct Column {
  private let ranges: [ColumnRange]
  private let filter: Filter
  private let isInStage: Bool

  init(_ query: ColumnQuery) {
    ranges = ColumnRange.all(of: query.order, tomorrow: query.tomorrow, closedSince: query.closedSince)
    filter = query.filter
    isInStage = query.filter.stages?.contains(query.stage) ?? true
  }

  func place(of anchor: Anchor) -> Place {
    switch anchor {
    case .start: Place(range: 0)
    case .end: Place(range: ranges.count)
    case .at(let key): place(of: key)
    }
  }

  /// A key may be older than the query: where the day has changed since, it lies beyond the bounds of its range.
  private func place(of key: SortKey) -> Place {
    guard ranges.indices.contains(key.range), key.values.count == ranges[key.range].columns.count else {
      // A key of another order.
      return Place(range: key.range < 0 ? 0 : min(key.range, ranges.count))
    }
    let range = ranges[key.range]
    guard case .integer(let first)? = key.values.first else { return Place(key) }
    let isDescending = range.columns[0].isDescending
    if let least = range.least, first < least { return Place(range: key.range + (isDescending ? 1 : 0)) }
    if let below = range.below, first >= below { return Place(range: key.range + (isDescending ? 0 : 1)) }
    return Place(key)
  }

  /// From the place on, or back from it, the nearest first.
  func slices(from place: Place, isBackward: Bool) -> [ColumnSlice] {
    var slices: [ColumnSlice] = []
    if let key = place.key {
      slices = ColumnSlice.slices(of: ranges[place.range], from: key, isBackward: isBackward)
    }
    let next = place.key == nil ? place.range : place.range + 1
    let rest = isBackward ? Array(ranges[..<place.range].reversed()) : Array(ranges[next...])
    slices += rest.map { ColumnSlice($0, isBackward: isBackward) }
    // Without those in which the filter cannot hold for any deal.
    return slices.filter { isInStage && filter.allows(closed: $0.range.isClosed) }
  }
}

/// A deal with what its card shows of other rows.
enum CardSQL {
  static let select = """
    SELECT \(TableSQL.deals.list(of: "d")), d.next_due_at, companies.name, contacts.first_name, contacts.last_name,
      contacts.email, users.name, tasks.id, tasks.title, tasks.due_at
    """
  /// Left joins all, which SQLite does after the deals, in the deals' order.
  static let joins = """
    LEFT JOIN companies ON companies.id = d.company_id
    LEFT JOIN contacts ON contacts.id = d.contact_id
    LEFT JOIN users ON users.id = d.owner_id
    LEFT JOIN tasks ON tasks.id = \(nextTask("id"))
    """

  /// What is to be done next on the deal `d`: that column of the task.
  static func nextTask(_ column: String) -> String {
    """
    (SELECT \(column) FROM tasks INDEXED BY tasks_next
      WHERE deal_id = d.id AND status = 'pending' AND due_at IS NOT NULL
      ORDER BY \(TaskSQL.dueMoment), id LIMIT 1)
    """
  }
}

extension Statement {
  /// A row of `CardSQL.select`.
  func card(_ order: Order, tomorrow: Timestamp) throws(StoreError) -> Card {
    let deal = try entity(Deal.self)
    let rest = TableSQL.deals.width
    var step: NextStep?
    if !isNull(rest + 6) {
      step = NextStep(id: try value(rest + 6), title: text(rest + 7), dueAt: try value(rest + 8))
    }
    let names = [optionalText(rest + 2), optionalText(rest + 3)].compactMap(\.self)
    return Card(
      deal: deal, company: optionalText(rest + 1),
      contact: names.isEmpty ? optionalText(rest + 4) : names.joined(separator: " "),
      owner: optionalText(rest + 5), nextStep: step,
      key: ColumnRange.key(of: deal, nextDue: scalar(rest), order: order, tomorrow: tomorrow))
  }
}
