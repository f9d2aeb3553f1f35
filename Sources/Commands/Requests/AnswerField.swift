import Contract
import Sales

/// One member of answers, as a table shows it to people.
struct AnswerField {
  let name: String
  /// Nil for what is computed or embedded.
  let kind: FieldKind?

  init(_ name: String, of resource: Resource) {
    self.name = name
    kind = resource == .event ? Self.eventKind(name) : resource.table?.column(name)?.kind
  }

  /// Events are derived and so have no table of fields.
  private static func eventKind(_ name: String) -> FieldKind {
    switch name {
    case "id": .id(prefix: Action.idPrefix)
    case "occurred_at": .moment
    case "data": .json
    default: .word(EventType.words)
    }
  }

  /// `pipeline` for `pipeline_id`, since the table has the name.
  var title: String {
    var words = name.split(separator: "_")
    if isReference { words.removeLast() }
    return words.joined(separator: " ")
  }

  var isReference: Bool {
    guard case .id = kind else { return false }
    return name != "id"
  }

  /// Whether its cells stand right, under each other.
  var isNumber: Bool {
    switch kind {
    case .money, .number: true
    case nil: name.contains("days")
    case .id, .text, .currency, .moment, .date, .word, .color, .flag, .json: false
    }
  }

  /// Whether its cells may be cut on a narrow terminal.
  var isText: Bool {
    switch kind {
    case .text, .json: true
    case .id: name != "id"
    case nil: !isNumber
    case .money, .number, .currency, .moment, .date, .word, .color, .flag: false
    }
  }

  /// Names stand for `relationships`, signs for the currency; what no row has needs no column.
  func isShown(in rows: [JSON]) -> Bool {
    if name == "relationships" || kind == .currency && rows.contains(where: { $0["value"] != nil }) { return false }
    return rows.contains { row in
      switch row[name] {
      case nil, .null: false
      case .object(let members): !members.isEmpty
      case .bool, .number, .string, .array: true
      }
    }
  }
}

/// Turns values of answers into cells for people: names for ids, local time, amounts with their sign.
struct CellReader {
  private let job: Job
  private let store: any Store
  /// What the rows so far belong to; a page shares much of it.
  private var names: [String: String] = [:]

  init(job: Job, store: any Store) {
    self.job = job
    self.store = store
  }

  mutating func text(_ field: AnswerField, of row: JSON) throws(Failure) -> String {
    guard let value = row[field.name] else { return "" }
    switch (field.kind, value) {
    case (_, .null): return ""
    case (.id, .string(let id)) where field.isReference: return try name(of: id)
    case (.money, .number(let digits)): return amount(digits, row["currency"]?.string)
    case (.moment, .string(let text)): return moment(text)
    case (.date, .string(let text)): return String(text.prefix(10))
    case (_, .string(let text)): return text
    case (_, .number(let digits)): return digits
    case (_, .bool(let flag)): return flag ? "yes" : "no"
    case (_, .array(let items)): return items.compactMap { $0["name"]?.string }.joined(separator: ", ")
    case (_, .object): return value.text
    }
  }

  private mutating func name(of id: String) throws(Failure) -> String {
    if let known = names[id] { return known }
    guard let key = Key(id: id) else { return id }
    let row = try asking { () throws(StoreError) in try store.row(key) }
    // A deleted stage stays in history, by its id alone.
    let name = row?.title ?? id
    // However long the list is, no more is kept than helps.
    if names.count > 1000 { names.removeAll(keepingCapacity: true) }
    names[id] = name
    return name
  }

  private func amount(_ digits: String, _ currency: String?) -> String {
    guard let value = Int64(digits), let currency = currency.flatMap({ Currency($0) }) else { return digits }
    return job.money.exact(value, currency)
  }

  /// `2026-03-16 12:00` where the reader is; a whole day has no hour.
  private func moment(_ text: String) -> String {
    guard let moment = Timestamp(text) else { return text }
    if moment.isAllDay { return moment.utcDay.description }
    let zone = job.platform.zone
    return "\(zone.day(of: moment)) \(DateText.time(moment, zone: zone))"
  }
}
