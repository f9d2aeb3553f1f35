import Sales
import Screen

// The pieces of a quick line as they will be stored.
extension Painter {
  mutating func paintQuickAdd(_ form: QuickAddForm) {
    let line = model.quickAdd(form.editor.text)
    let name = fit(line.name, widestRow - 11, at: .middle)
    var rows = [
      field("Name", name.isEmpty ? nil : name, none: "type it first"),
      field(
        "Value", line.value.map { model.money.exact($0, line.currency) }, none: "none, such as  12k \(line.currency)"),
      company(line, form), close(line), step(line),
    ]
    if let fault = line.fault {
      rows += sentence(fault.sentence, after: Span("! ", .alert))
    } else {
      rows += warnings(line, form).flatMap { sentence($0, after: Span("? ", .soon)) }
    }
    let index = model.columnIndex(of: form.stage) ?? 0
    let stage = model.stage(form.stage)?.name ?? ""
    paintRows(
      rows, title: [Span("New deal in ", .title), chip(index), Span(" " + stage, .title)], least: 52)
  }

  /// The cells between the edges of a popup as wide as the screen.
  private var widestRow: Int { layout.size.columns - 4 }

  private func sentence(_ words: String, after sign: Span) -> [PopupRow] {
    wrapped(words, to: max(1, widestRow - width(sign.text))).enumerated().map { index, part in
      PopupRow(left: [index == 0 ? sign : Span(padded("", width(sign.text)), .text), Span(part, .text)])
    }
  }

  private func field(_ label: String, _ value: String?, remark: String = "", none: String) -> PopupRow {
    let label = padded(label, 11)
    guard let value else { return PopupRow(left: [Span(label + none, .muted)]) }
    return PopupRow(left: [Span(label, .muted), Span(value, .text), Span(remark.isEmpty ? "" : "  " + remark, .muted)])
  }

  private func company(_ line: QuickAdd, _ form: QuickAddForm) -> PopupRow {
    guard let typed = line.company else { return field("Company", nil, none: "none, such as  @Acme") }
    guard let match = form.match(typed) else { return field("Company", typed, remark: "new", none: "") }
    let deals = match.openDeals == 0 ? [] : [counted(match.openDeals, "open deal")]
    let room = widestRow - 13 - width(match.company.name)
    let remark = (deals.map { "known, " + $0 } + deals).first { width($0) <= room } ?? "known"
    return field("Company", match.company.name, remark: remark, none: "")
  }

  private func close(_ line: QuickAdd) -> PopupRow {
    let today = model.world.present.today
    return field(
      "Close", line.close.map { DateText.weekdays[$0.weekday] + " " + DateText.short($0, today: today) },
      remark: line.close.map { DateText.relative($0, today: today) } ?? "", none: "none, such as  close:2w")
  }

  private func step(_ line: QuickAdd) -> PopupRow {
    guard let step = line.step else { return field("Next step", nil, none: "none, add  do:call fri") }
    let day = step.day.map { DateText.planned($0, today: model.world.present.today) } ?? "without a day"
    let time = step.hour.map { " " + DateText.time(hour: $0, minute: step.minute ?? 0) } ?? ""
    return field("Next step", step.title, remark: day + time, none: "")
  }

  private func warnings(_ line: QuickAdd, _ form: QuickAddForm) -> [String] {
    let amount = line.wordLikeAmount.map {
      ["\($0) is not the value. Put it last or write \($0) \(line.currency)"]
    }
    return (amount ?? []) + sameName(line, form)
  }

  private func sameName(_ line: QuickAdd, _ form: QuickAddForm) -> [String] {
    guard let same = form.facts?.sameName, !line.name.isEmpty, folded(same.name) == folded(line.name) else { return [] }
    let today = model.world.present.today
    let closed =
      same.closedAt.map { " on " + DateText.short(model.world.setting.zone.calendarDay(of: $0), today: today) } ?? ""
    switch same.status {
    case .won, .lost: return ["a deal of this name was \(same.status.rawValue)\(closed)"]
    case .open, .stalled: return ["a deal of this name is \(same.status.rawValue) already"]
    }
  }
}
