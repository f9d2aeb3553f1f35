/// Stored values in the words of people, for sentences about what was changed.
package struct ScalarText {
  package let present: Present
  package let money: MoneyText
  /// What the row with that id is called, where that is known.
  let name: (String) -> String?

  package init(present: Present, money: MoneyText, name: @escaping (String) -> String?) {
    self.present = present
    self.money = money
    self.name = name
  }

  /// `none`, `27 Nov`, `$5,000.00`, or a name; nil for a row of an unknown name. Amounts are in that currency.
  package func text(_ value: Scalar, of field: String, in table: Table, currency: Currency) -> String? {
    let kind = table.column(field)?.kind ?? .text
    switch (kind, value) {
    case (_, .null): return "none"
    case (.id, .text(let id)): return name(id)
    case (.money, .integer(let minor)): return money.exact(minor, currency)
    case (.date, .integer(let seconds)): return day(Timestamp(seconds: seconds).utcDay)
    case (.moment, .integer(let seconds)):
      let moment = Timestamp(seconds: seconds)
      return field == "due_at" ? day(due: moment) : day(present.zone.calendarDay(of: moment))
    // People count from one.
    case (.number, .integer(let place)) where table == .stages && field == "position": return "\(place + 1)"
    default: return FieldText.written(value, kind, currency: currency)
    }
  }

  /// The day, with the hour unless it is the whole day.
  package func day(due moment: Timestamp) -> String {
    moment.isAllDay
      ? day(moment.utcDay)
      : day(present.zone.calendarDay(of: moment)) + " " + DateText.time(moment, zone: present.zone)
  }

  func day(of moment: Timestamp) -> String { day(present.zone.calendarDay(of: moment)) }

  package func day(_ day: Day) -> String { DateText.short(day, today: present.today) }
}
