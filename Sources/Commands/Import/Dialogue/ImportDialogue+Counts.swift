import Sales
import Screen

/// One of the first deals as it will be stored.
struct FirstDeal: Hashable {
  let line: Int
  let name: String
  let company: String
  let value: String
  let stage: StageName
  /// When it was or is to be closed.
  let day: Day?
}

// The last page: what the import would write.
extension ImportDialogue {
  /// The label of a line that tells of rows left out.
  static let skipped = "Skipped"

  var countSections: [DialogueList.Section] {
    let lines = pages.countLines.filter { $0.label != Self.skipped } + faults
    let sums = lines.prefix { $0.sign == .sure }
    let rest = lines.dropFirst(sums.count)
    let notes = rest.filter { $0.sign == .guess } + rest.filter { $0.sign == .must } + rest.filter { $0.sign == .sure }
    let row = { (line: CountLine) in DialogueRow(content: .count(line), sign: line.sign) }
    let deals = pages.tally.first.map { DialogueRow(content: .deal(first($0)), sign: .sure) }
    return [
      DialogueList.Section(title: nil, rows: sums.map(row)), DialogueList.Section(title: nil, rows: notes.map(row)),
      DialogueList.Section(title: "The first deals as they will be stored", rows: deals),
    ]
  }

  /// Each kind of fault in one line, without the option that cures it, which nobody types here.
  private var faults: [CountLine] {
    pages.tally.faults.groups.sorted { ($0.count, -$0.issue.line) > ($1.count, -$1.issue.line) }.map { group in
      let rows = group.count == 1 ? "line \(grouped(group.issue.line))" : counted(group.count, "row")
      let column = group.issue.fault == .noName ? "" : group.issue.column.map { $0 + " " } ?? ""
      return CountLine(sign: .must, label: Self.skipped, text: "\(rows): \(column)\(group.issue.fault.reason)")
    }
  }

  private func first(_ row: DealRow) -> FirstDeal {
    let expected = row.draft.values.last { $0.field == "expected_close" }.flatMap { Timestamp(scalar: $0.value) }
    let closed: Timestamp? = if case .at(let moment) = row.draft.closing { moment } else { nil }
    // A close date is a whole day, which is stored as its midnight UTC.
    let day = closed.map { present.zone.day(of: $0) } ?? expected.map { Zone.utc.day(of: $0) }
    return FirstDeal(
      line: row.line, name: row.name, company: row.company, value: pages.money.exact(row.value), stage: row.place.name,
      day: day)
  }

  /// Why no deal can be imported.
  var emptiness: String {
    let (tally, rows) = (pages.tally, pages.plan.table.rowCount)
    if rows == 0 { return "No row can be imported. The file has no row below its header." }
    if tally.deleted == rows { return "No row can be imported. All \(counted(rows, "row")) are marked as deleted." }
    guard let group = tally.faults.groups.first, tally.faults.groups.count == 1, tally.faults.count == rows else {
      return "No row can be imported. Each has a fault; w writes them to a file."
    }
    if group.issue.fault == .noName {
      let column = group.issue.column ?? ImportField.name.title
      return "No row can be imported. Column \(column) is empty in all \(counted(rows, "row"))."
    }
    return "No row can be imported. \(group.issue.sentence(rows: group.count))"
  }
}
