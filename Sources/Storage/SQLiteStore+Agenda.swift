package import Sales

extension SQLiteStore {
  package func agenda(
    around anchor: AgendaAnchor, before: Int, after: Int, present: Present
  ) throws(StoreError) -> AgendaPage {
    let ranges = AgendaRange.all(at: present)
    let place = AgendaRange.place(of: anchor, at: present)
    // One more than is asked for tells whether there are more.
    let upper = try items(AgendaRange.slices(of: ranges, from: place, isBackward: true), limit: before + 1)
    let lower = try items(AgendaRange.slices(of: ranges, from: place, isBackward: false), limit: after + 1)
    return AgendaPage(
      items: upper.prefix(before).reversed() + lower.prefix(after), anchorIndex: min(before, upper.count),
      hasMoreBefore: upper.count > before, hasMoreAfter: lower.count > after)
  }

  package func agendaCounts(at present: Present) throws(StoreError) -> [AgendaDay: Int] {
    var counts: [AgendaDay: Int] = [:]
    for range in AgendaRange.all(at: present) {
      let slice = AgendaSlice(range, isBackward: false)
      counts[range.day, default: 0] += Int(try connection.integer(slice.count, slice.arguments))
    }
    return counts
  }

  private func items(_ slices: [AgendaSlice], limit: Int) throws(StoreError) -> [AgendaItem] {
    var items: [AgendaItem] = []
    for slice in slices where items.count < limit {
      items += try connection.all(slice.items, slice.arguments + [.integer(Int64(limit - items.count))]) {
        (row) throws(StoreError) in try row.agendaItem()
      }
    }
    return items
  }
}

extension Statement {
  /// A row of `AgendaSlice.items`.
  fileprivate func agendaItem() throws(StoreError) -> AgendaItem {
    let width = TableSQL.tasks.width
    return AgendaItem(followUp: try entity(), deal: isNull(width) ? nil : try entity(at: width))
  }
}

/// A part of the agenda that the index of days holds in the agenda's order (`AgendaPlace`).
private struct AgendaRange {
  let day: AgendaDay
  /// The bounds of the index; nil where there is none.
  var least: Int64?
  let below: Int64
  /// What else holds for the tasks of the range. A whole day is an hour too where the clock shows midnight UTC.
  let condition: String
  /// What its question marks stand for: a day in the text would make another statement each morning.
  var arguments: [Scalar] = []

  /// In the order of `AgendaPlace.range`.
  static func all(at present: Present) -> [AgendaRange] {
    let today = present.today
    let (start, date) = (present.zone.moment(of: today).seconds, today.midnightUTC.seconds)
    let overdue = AgendaRange(
      day: .overdue, below: max(start, date), condition: "t.due_at < iif(t.due_at % 86400 = 0, ?, ?)",
      arguments: [.integer(date), .integer(start)])
    let tomorrow = ranges(.tomorrow, today.advanced(byDays: 1), present.zone)
    return ([overdue] + ranges(.today, today, present.zone) + tomorrow).map { $0.awake(at: present.now) }
  }

  private static func ranges(_ part: AgendaDay, _ day: Day, _ zone: Zone) -> [AgendaRange] {
    let (start, end) = (zone.moment(of: day).seconds, zone.moment(of: day.advanced(byDays: 1)).seconds)
    let date = day.midnightUTC.seconds
    return [
      AgendaRange(day: part, least: start, below: end, condition: "t.due_at % 86400 <> 0"),
      AgendaRange(day: part, least: date, below: date + 1, condition: "true"),
    ]
  }

  /// Without the tasks of deals that are parked then or closed: those are silent until the deal is back.
  private func awake(at now: Timestamp) -> AgendaRange {
    let condition =
      self.condition + """
         AND NOT EXISTS (SELECT 1 FROM deals AS p
        WHERE p.id = t.deal_id AND (p.parked_until > ? OR p.closed_at IS NOT NULL))
        """
    return AgendaRange(day: day, least: least, below: below, condition: condition, arguments: arguments + [now.scalar])
  }

  typealias Place = (range: Int, key: (due: Timestamp, id: FollowUpID)?)

  static func place(of anchor: AgendaAnchor, at present: Present) -> Place {
    switch anchor {
    case .start: return (0, nil)
    case .end: return (5, nil)
    case .at(let due, let id):
      guard let place = AgendaPlace(due: due, id: id, at: present) else { return (5, nil) }
      return (place.range, (due, id))
    }
  }

  /// From the place on, or back from it, the nearest first.
  static func slices(of ranges: [AgendaRange], from place: Place, isBackward: Bool) -> [AgendaSlice] {
    var slices: [AgendaSlice] = []
    if let key = place.key {
      let range = ranges[place.range]
      slices = [
        AgendaSlice(range, beside: key, isBackward: isBackward),
        AgendaSlice(range, after: key.due, isBackward: isBackward),
      ]
    }
    let next = place.key == nil ? place.range : place.range + 1
    let rest = isBackward ? Array(ranges[..<place.range].reversed()) : Array(ranges[next...])
    return slices + rest.map { AgendaSlice($0, isBackward: isBackward) }
  }
}

/// One search of the index of days, with one bound on each side at most.
private struct AgendaSlice {
  private(set) var arguments: [Scalar] = []
  private var condition = "t.status = 'pending' AND t.due_at IS NOT NULL"
  private let order: String

  /// The whole range, or what of it is due after the moment; before it, backward.
  init(_ range: AgendaRange, after due: Timestamp? = nil, isBackward: Bool) {
    self.init(range, order: isBackward ? "t.due_at DESC, t.id" : "t.due_at, t.id DESC")
    if let due { bound("t.due_at \(isBackward ? "<" : ">") ?", due.scalar) }
    if let least = range.least, due == nil || isBackward { bound("t.due_at >= ?", .integer(least)) }
    if due == nil || !isBackward { bound("t.due_at < ?", .integer(range.below)) }
  }

  /// What is due at the key's moment, from the key on, it included, or back from it, it not included.
  init(_ range: AgendaRange, beside key: (due: Timestamp, id: FollowUpID), isBackward: Bool) {
    self.init(range, order: isBackward ? "t.due_at DESC, t.id" : "t.due_at, t.id DESC")
    bound("t.due_at = ?", key.due.scalar)
    bound("t.id \(isBackward ? ">" : "<=") ?", key.id.scalar)
  }

  private init(_ range: AgendaRange, order: String) {
    self.order = order
    condition += " AND " + range.condition
    arguments = range.arguments
  }

  private mutating func bound(_ comparison: String, _ value: Scalar) {
    condition += " AND " + comparison
    arguments.append(value)
  }

  private static let source = "FROM tasks AS t INDEXED BY tasks_by_due"

  /// The last argument is how many at most.
  var items: String {
    """
    SELECT \(TableSQL.tasks.list(of: "t")), \(TableSQL.deals.list(of: "d"))
    \(Self.source) LEFT JOIN deals AS d ON d.id = t.deal_id WHERE \(condition) ORDER BY \(order) LIMIT ?
    """
  }

  var count: String { "SELECT count(*) \(Self.source) WHERE \(condition)" }
}
