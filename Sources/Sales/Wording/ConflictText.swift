extension Conflict {
  /// One English sentence with both values before everything that may be cut, and who set the present one at the end.
  ///
  /// Without a present, as on the wire, moments are those of the wire.
  package func sentence(at present: Present?, _ money: MoneyText = MoneyText(hasSigns: false)) -> String {
    let values = "is \(text(found, present, money)), was \(text(expected, present, money))"
    let start = "\(Self.cut(title)): \(FieldText.label(field)) \(values)"
    guard let by, let at else { return start + "; it was changed meanwhile." }
    return start + "; \(by) changed it \(Self.when(at, present))."
  }

  private func text(_ value: Scalar, _ present: Present?, _ money: MoneyText) -> String {
    let kind = key.table.column(field)?.kind ?? .text
    switch (kind, value) {
    case (.text, .text(let text)): return "“\(Self.cut(text))”"
    case (.moment, .integer(let seconds)) where present == nil: return Timestamp(seconds: seconds).description
    case (.date, .integer(let seconds)) where present == nil: return Timestamp(seconds: seconds).dateOrMoment
    default:
      let present = present ?? Present(now: Timestamp(seconds: 0), zone: .utc)
      let words = ScalarText(present: present, money: money) { names[$0] }
      let text = words.text(value, of: field, in: key.table, currency: currency)
      return Self.cut(text ?? "one deleted since")
    }
  }

  private static func when(_ moment: Timestamp, _ present: Present?) -> String {
    guard let present else { return "at \(moment)" }
    let minutes = (present.now.seconds - moment.seconds) / 60
    if minutes < 1 { return "just now" }
    if minutes < 60 { return "\(minutes) min ago" }
    let day = present.zone.day(of: moment)
    let word = day == present.today ? "today" : DateText.short(day, today: present.today)
    return "\(word) \(DateText.time(moment, zone: present.zone))"
  }

  /// Long texts are told apart by their beginnings, and the rest of the sentence stays in sight.
  private static func cut(_ text: String) -> String {
    text.count > 30 ? String(text.prefix(29)).trimmed + "…" : text
  }
}
