package import Sales

extension Responder {
  /// Events in the order of commits (contract §8).
  func events(_ request: Request) throws(Problem) -> Response {
    let query = request.query
    let type = query.filters["type"].flatMap(EventType.init(scalar:))
    var last: Event.Place?
    if let key = query.after {
      last = Event.Place(key: key)
      if last == nil { throw .damagedCursor }
    }
    var reader = EventReader(store, type, after: last)
    var found: [Event] = []
    let isComplete = try answering { () throws(StoreError) in
      try store.reading { () throws(StoreError) in
        while found.count <= query.limit {
          guard let next = try reader.next() else { return true }
          found.append(next)
        }
        return false
      }
    }
    let shown = found.prefix(query.limit)
    let next = isComplete ? nil : shown.last.map { query.cursor(after: $0.place.key) }
    return Response(status: request.route.success, Envelope.list(shown.map(\.json), next: next))
  }
}

extension Responder {
  /// Where a request for events goes on to have only those that happen from now on.
  package func cursorToNow(for call: Call) throws(StoreError) -> String {
    let end = try store.journalEnd()
    return call.request.query.cursor(after: Event.Place(edit: end?.number ?? 1, ordinal: end == nil ? -1 : .max).key)
      .text
  }
}

/// Reads the journal on from a place, an event at a time.
private struct EventReader {
  private let store: any Store
  private let type: EventType?
  private let match: JournalMatch
  /// The last event that was sent before; nil at the beginning.
  private let last: Event.Place?
  private var readUpTo: JournalPlace?
  private var pending: ArraySlice<Event> = []
  /// Edits that are read at once.
  private static let pageSize = 200

  init(_ store: any Store, _ type: EventType?, after last: Event.Place?) {
    self.store = store
    self.type = type
    match = type?.match ?? JournalMatch(tables: [.deals, .activities, .tasks])
    self.last = last
    // The last one's edit may have more of them.
    readUpTo = last.map { JournalPlace(number: $0.edit - 1) }
  }

  /// Nil at the end of the journal.
  mutating func next() throws(StoreError) -> Event? {
    while pending.isEmpty {
      let edits = try store.journal(after: readUpTo, matching: match, limit: Self.pageSize)
      guard let end = edits.last else { return nil }
      readUpTo = end.place
      pending = edits.flatMap(\.events).filter(isWanted)[...]
    }
    return pending.popFirst()
  }

  private func isWanted(_ event: Event) -> Bool {
    if let type, event.type != type { return false }
    guard let last else { return true }
    return last < event.place
  }
}

extension Event.Place {
  /// What a cursor to the events after it bears.
  fileprivate var key: [Scalar] { [.integer(edit), .integer(ordinal)] }

  /// Nil for a key that no cursor of events bears.
  fileprivate init?(key: [Scalar]) {
    guard key.count == 2, case .integer(let edit) = key[0], case .integer(let ordinal) = key[1], edit > 0 else {
      return nil
    }
    self.init(edit: edit, ordinal: ordinal)
  }
}
