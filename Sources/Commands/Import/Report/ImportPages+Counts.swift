import Sales

/// A count that is known before anything is written.
struct CountLine: Hashable, Sendable {
  let sign: ImportPages.Sign
  let label: String
  let text: String

  /// The label of what is said of the file itself.
  static let file = "File"
}

extension ImportPages {
  /// Every count, without those of nothing.
  var countLines: [CountLine] {
    [
      line(.sure, "Deals", deals), line(.sure, "Outcome", outcomes), line(.sure, "Open value", openValue),
      line(.sure, "Also", also), line(.guess, "Without", without), line(.guess, "Closed", closed),
      line(.guess, "Contacts", severalContacts),
      line(.guess, "Amounts", amounts), line(.guess, "Alike", alike), line(.guess, "Doubles", doubles),
      line(.guess, "Renamed", renamed), line(.guess, "Stages", unusedStages), line(.guess, "Dates", datesTold),
      line(.guess, "Reasons", lossReasons), line(.guess, "Encoding", replaced), line(.guess, "Short", short),
    ].compactMap(\.self) + notes + skipped + [line(.sure, "Not read", notRead)].compactMap(\.self)
  }

  private func line(_ sign: Sign, _ label: String, _ text: String?) -> CountLine? {
    text.map { CountLine(sign: sign, label: label, text: $0) }
  }

  private func joined(_ parts: [(count: Int, words: String)]) -> String? {
    let parts = parts.filter { $0.count > 0 }.map { "\(grouped($0.count)) \($0.words)" }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// How many deals would be new, changed and unchanged.
  var dealCounts: (new: Int, changed: Int, unchanged: Int) {
    guard let counts else { return (tally.deals, 0, 0) }
    return (
      counts.created[.deals, default: 0], counts.changed[.deals, default: 0], counts.unchanged[.deals, default: 0]
    )
  }

  private var deals: String? {
    let (new, changed, unchanged) = dealCounts
    return joined([(new, "new"), (changed, "changed"), (unchanged, "unchanged")]) ?? "none"
  }

  private var outcomes: String? {
    // A file that names no deal only updates some, and may not say how they stand.
    let says: [ImportField] = [.status, .stage, .isWon, .isClosed, .wonDate, .lostDate]
    guard plan.columns.isRead(.name) || says.contains(where: plan.columns.isRead) else { return nil }
    return joined(
      [DealStatus.open, .stalled, .won, .lost].map { (tally.statuses[$0, default: 0], $0.rawValue) })
  }

  private var openValue: String? {
    let sums = tally.openSums.filter { $0.sum.minor != 0 }
    return sums.isEmpty ? nil : sums.map { money.sum($0.sum) }.joined(separator: " + ")
  }

  private var also: String? {
    let made = counts?.created ?? named
    let tables: [(Table, one: String, many: String)] = [
      (.pipelines, "pipeline", "pipelines"), (.stages, "stage", "stages"), (.companies, "company", "companies"),
      (.contacts, "contact", "contacts"), (.users, "user", "users"),
    ]
    // An export brings every task; its next steps are among them.
    let isExport = plan.columns.isRead(.tasks) || plan.columns.isRead(.activities)
    let history: [(Table, one: String, many: String)] =
      isExport ? [(.activities, "activity", "activities"), (.tasks, "task", "tasks")] : []
    var parts = (tables + history).map { (made[$0.0, default: 0], made[$0.0] == 1 ? $0.one : $0.many) }
    if !isExport { parts.append((tally.steps, tally.steps == 1 ? "next step" : "next steps")) }
    parts.append((tally.notes, tally.notes == 1 ? "note" : "notes"))
    return joined(parts.map { (count: $0.0, words: $0.1) })
  }

  /// What would be made where there is no database yet.
  private var named: [Table: Int] {
    var made = tally.named
    made[.pipelines] = plan.book.pipelines.count(where: \.isNew)
    made[.stages] = plan.book.plans.count
    (made[.activities], made[.tasks]) = (tally.activities, tally.tasks)
    return made
  }

  private var without: String? {
    let missing = ImportTally.Missing.allCases.filter { missing in
      plan.columns.isRead(.name) || missing.fields.contains(where: plan.columns.isRead)
    }
    return joined(missing.map { (tally.without[$0, default: 0], $0.rawValue) })
  }

  private var closed: String? {
    let count = tally.closedWithoutDay
    if count == 0 { return nil }
    let have = count == 1 ? "deal has" : "deals have"
    return "\(grouped(count)) won or lost \(have) no closing day, kept without one"
  }

  private var severalContacts: String? {
    let count = tally.severalContacts
    if count == 0 { return nil }
    return "\(counted(count, "row")) with several contacts; all are kept, the first is the deal's"
  }

  private var amounts: String? {
    let rounded = tally.rounded, negative = tally.negative
    let parts = [
      rounded == 0 ? nil : "\(counted(rounded, "amount")) rounded to the decimals of the currency",
      negative == 0 ? nil : "\(counted(negative, "amount")) below zero read as 0",
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  private var alike: String? {
    guard tally.alike > 0 else { return nil }
    let have = tally.alike == 1 ? "row has" : "rows have"
    return "\(grouped(tally.alike)) \(have) the name and company of another row, such as \(tally.firstAlike ?? "")"
  }

  private var doubles: String? {
    guard let doubles = counts?.likelyDoubles, doubles.count > 0, let first = doubles.first.first else { return nil }
    let are = doubles.count == 1 ? "new deal has" : "new deals have"
    return "\(grouped(doubles.count)) \(are) the name and company of a deal that is there, such as \(first.name). "
      + "--match name,company updates them"
  }

  private var renamed: String? {
    guard let renamed = counts?.renamed, renamed.count > 0 else { return nil }
    let shown = renamed.first.prefix(2).map { "\($0.before) → \($0.name)" }.joined(separator: ", ")
    return "\(counted(renamed.count, "deal")): \(shown)" + (renamed.count > 2 ? " …" : "")
  }

  private var unusedStages: String? {
    let names = plan.book.unusedNames
    if names.isEmpty { return nil }
    return "No row is in \(names.joined(separator: ", "))"
  }

  private var datesTold: String? {
    let notes = ImportField.allCases.compactMap { field in
      plan.dateGuess(of: field).map { "\(plan.columns.title(field)): \($0)" }
    }
    return notes.isEmpty ? nil : notes.joined(separator: " · ")
  }

  private var lossReasons: String? {
    let count = counts?.lossReasonsLeftOut ?? tally.lossReasonsLeftOut
    if count == 0 { return nil }
    return "\(counted(count, "reason")) of loss left out, since the \(count == 1 ? "deal is" : "deals are") not lost"
  }

  private var short: String? {
    let (count, line) = plan.survey.shortRows
    // A sheet has no cells where nothing is.
    if count == 0 || plan.table.form.isSheet { return nil }
    return
      "\(counted(count, "row")) shorter than the header, the first on line \(line). What is missing counts as empty"
  }

  private var replaced: String? {
    guard case .text(_, let encoding, let count) = plan.table.form, count > 0 else { return nil }
    return "\(counted(count, "place")) not \(encoding.rawValue), read as \u{FFFD}"
  }

  /// What people should know of the file besides its rows.
  private var notes: [CountLine] {
    plan.table.notes.map { CountLine(sign: .guess, label: CountLine.file, text: $0) }
  }

  private var skipped: [CountLine] {
    tally.faults.sentences.map { CountLine(sign: .must, label: "Skipped", text: $0) }
  }

  private var notRead: String? {
    let out = plan.table.leftOut
    let columns = plan.columns.unused.count
    return joined([
      (columns, columns == 1 ? "column" : "columns"), (out.titles.count, "above the header"),
      (out.blank.count, out.blank.count == 1 ? "blank row" : "blank rows"),
      (out.totals.count, out.totals.count == 1 ? "row of totals" : "rows of totals"),
      (
        plan.table.form.isSheet ? plan.table.wideRowCount : 0,
        plan.table.wideRowCount == 1 ? "row's cells right of the table" : "rows' cells right of the table"
      ),
      (out.notes.count, out.notes.count == 1 ? "note below the table" : "notes below the table"),
      (tally.deleted, tally.deleted == 1 ? "deleted deal" : "deleted deals"),
    ])
  }
}
