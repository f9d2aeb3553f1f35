package import Sales

/// Something that was done, as programs read it (contract §8). Derived from the journal and stored nowhere else.
package struct Event: Hashable, Sendable {
  /// The moment and the place in the form of a UUIDv7: always the same for the same event, and rising in the order of
  /// commits.
  package let id: Identifier<Action>
  package let type: EventType
  package let occurredAt: Timestamp
  /// Its place among all events.
  package let place: Place
  private let entry: JournalEntry
  /// The members that the edit set, by the names of their fields.
  private let values: [String: Scalar]

  fileprivate init(_ type: EventType, ordinal: Int, of edit: JournaledEdit, _ values: [String: Scalar]) {
    place = Place(edit: edit.place.number, ordinal: Int64(ordinal))
    id = Identifier(bits: Self.bits(at: place, time: edit.action.id.bits >> 80))
    self.type = type
    occurredAt = edit.action.at
    entry = edit.entry
    self.values = values
  }

  /// RFC 9562 §5.7: 48 bits of time, 4 of version, 12 that stay 0, 2 of variant; the place fills the last 62.
  private static func bits(at place: Place, time: UInt128) -> UInt128 {
    time << 80 | 0x7 << 76 | 0b10 << 62 | UInt128(UInt64(place.edit)) << 4 | UInt128(UInt64(place.ordinal))
  }

  /// The number of an edit, and which of its events it is, from 0.
  package struct Place: Hashable, Comparable, Sendable {
    package let edit: Int64
    package let ordinal: Int64

    package static func < (left: Self, right: Self) -> Bool { (left.edit, left.ordinal) < (right.edit, right.ordinal) }
  }

  package var json: JSON {
    .object([
      JSON.Member("id", .string(id.description)), JSON.Member("type", .string(type.rawValue)),
      JSON.Member("occurred_at", .string(occurredAt.description)), JSON.Member("data", data),
    ])
  }

  private var data: JSON {
    let resource = Resource(entry.key.table)
    var members = [JSON.Member(resource.rawValue + "_id", .string(entry.key.id))]
    if type == .dealStageChanged, let change = entry.change(of: "stage_id") {
      members.append(JSON.Member("from_stage_id", Self.json(change.before, "stage_id", of: .deals)))
      members.append(JSON.Member("to_stage_id", Self.json(change.after, "stage_id", of: .deals)))
    } else {
      for name in resource.members where name != "id" {
        guard let value = values[name] else { continue }
        members.append(JSON.Member(name, Self.json(value, name, of: entry.key.table)))
      }
    }
    return .object(members)
  }

  /// A member that was cleared is null here: left out, it would look unchanged.
  private static func json(_ value: Scalar, _ name: String, of table: Table) -> JSON {
    table.column(name)?.kind.json(value) ?? .null
  }
}

extension JournaledEdit {
  /// What the edit is to programs; nothing for rows that the contract has no events of.
  package var events: [Event] {
    let values = values
    return types(values["status"]).enumerated().map { ordinal, type in
      Event(type, ordinal: ordinal, of: self, values)
    }
  }

  /// What it set, by field: all that is set on a new row, the new values of what changed in one that was there.
  private var values: [String: Scalar] {
    switch entry.kind {
    case .create:
      guard let made else { return [:] }
      let pairs = zip(entry.key.table.columns, made.scalars).filter { $0.1 != .null }
      return Dictionary(pairs.map { ($0.0.name, $0.1) }, uniquingKeysWith: { first, _ in first })
    case .update:
      return Dictionary(entry.fields.map { ($0.name, $0.after) }, uniquingKeysWith: { first, _ in first })
    case .delete: return [:]
    }
  }

  private func types(_ status: Scalar?) -> [EventType] {
    switch (entry.key, entry.kind) {
    case (.deal, .create): [.dealCreated] + outcome(status)
    case (.deal, .update):
      (entry.change(of: "stage_id") == nil ? [] : [.dealStageChanged]) + [.dealUpdated] + outcome(status)
    case (.deal, .delete): [.dealDeleted]
    case (.activity, .create): [.activityCreated]
    case (.activity, .update): [.activityUpdated]
    case (.activity, .delete): [.activityDeleted]
    case (.followUp, .create): [.taskCreated]
    case (.followUp, .update): [.taskUpdated]
    case (.followUp, .delete), (.user, _), (.company, _), (.contact, _), (.pipeline, _), (.stage, _), (.transition, _),
      (.goal, _),
      (.review, _):
      []
    }
  }

  /// What the deal has become.
  private func outcome(_ status: Scalar?) -> [EventType] {
    switch status.flatMap(DealStatus.init(scalar:)) {
    case .won: [.dealWon]
    case .lost: [.dealLost]
    case .stalled: [.dealStalled]
    case .open, nil: []
    }
  }
}

extension EventType {
  /// The edits that can be such an event.
  var match: JournalMatch {
    switch self {
    case .dealCreated: JournalMatch(tables: [.deals], kinds: [.create])
    case .dealUpdated, .dealStageChanged: JournalMatch(tables: [.deals], kinds: [.update])
    case .dealDeleted: JournalMatch(tables: [.deals], kinds: [.delete])
    case .dealWon, .dealLost, .dealStalled: JournalMatch(tables: [.deals], kinds: [.create, .update])
    case .activityCreated: JournalMatch(tables: [.activities], kinds: [.create])
    case .activityUpdated: JournalMatch(tables: [.activities], kinds: [.update])
    case .activityDeleted: JournalMatch(tables: [.activities], kinds: [.delete])
    case .taskCreated: JournalMatch(tables: [.tasks], kinds: [.create])
    case .taskUpdated: JournalMatch(tables: [.tasks], kinds: [.update])
    }
  }
}

extension JournalEntry {
  fileprivate func change(of field: String) -> FieldChange? { fields.first { $0.name == field } }
}
