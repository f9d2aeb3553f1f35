import Sales
import Screen

/// What an import prints: faults on standard error, results on standard output.
struct ImportReport {
  let job: Job
  let file: String
  let plan: ImportPlan
  var tally: ImportTally
  /// What was said about such a file before.
  var kept: ImportOptions?
  /// Nil until they are known.
  var counts: ImportCounts?

  private var out: Output { job.out }
  private var pages: ImportPages { ImportPages(plan: plan, tally: tally, counts: counts, money: job.money) }

  /// Why nothing was written at all.
  var emptiness: String {
    if tally.deleted > 0 { return "\(file) holds nothing but deleted deals" }
    return
      "\(file) has no row to import. Its columns are \(plan.table.header.joined(separator: ", "))"
  }

  func tellDryRun() {
    tellFile()
    tellCounts()
    out.line("Would import \(deals). Nothing was written.")
  }

  func tell(_ result: ImportResult, rejectsPath: String?) {
    tellFile()
    tellCounts()
    out.line("Imported \(deals).")
    if tally.faults.count > 0, let rejectsPath {
      out.line(
        "Skipped \(counted(tally.faults.count, "row")). They are in \(rejectsPath), each with its reason.")
    }
    if result.action != nil { out.line("To undo it all: \(job.hint(.undo))") }
  }

  /// `3 deals: 1 new, 0 changed, 2 unchanged`.
  private var deals: String {
    let (new, changed, unchanged) = pages.dealCounts
    return
      "\(counted(tally.deals, "deal")): \(grouped(new)) new, \(grouped(changed)) changed, \(grouped(unchanged)) unchanged"
  }

  /// How the file was read, so that a wrong guess is seen.
  private func tellFile() {
    out.line("Read \(file): \(counted(plan.table.rowCount, "row")), \(plan.table.form.words).")
    if let words = kept?.spelled, !words.isEmpty { out.line("As said before: \(words)") }
    for words in pages.missingColumns + pages.rivalColumns + plan.table.notes { out.line(words) }
    let lines = pages.columns
    tell(
      ImportField.allCases.filter(plan.columns.isRead).map { field in
        let notes = lines.filter { $0.field == field }
        // Of several columns a sentence above says what each is for.
        let note = plan.columns.rivals(for: field).isEmpty ? notes.compactMap(\.note).first : nil
        return (note == nil ? .sure : .guess, [field.rawValue, "= \(plan.columns.title(field))", note])
      })
    let unread = lines.filter { $0.field == nil }
    if !unread.isEmpty {
      let list = unread.map { line in line.values.first.map { "\(line.title) (\($0))" } ?? "\(line.title) (empty)" }
      out.line("  not read: " + list.joined(separator: ", "))
    }
  }

  private func tellCounts() {
    let stages = pages.stages
    let isOne = Set(stages.map(\.pipeline)).count < 2
    tell(
      stages.filter { $0.deals > 0 || $0.isNew }.map { stage in
        let name = isOne ? stage.name : "\(stage.pipeline) / \(stage.name)"
        let sums = tally.sums(of: stage.key).filter { $0.sum.minor != 0 }.map { job.money.exact($0.sum) }
        let type = stage.isNew ? "new, \(stage.type.rawValue)" : stage.type.rawValue
        return (stage.sign, [name, type, grouped(stage.deals), sums.joined(separator: " + "), stage.reason])
      })
    tell(pages.stageNotes.map { (.sure, [$0.label, $0.text]) })
    for field in RowSurvey.wordFields {
      let words = pages.words(of: field).filter { $0.sign != .sure }
      tell(
        words.map { line in
          let becomes = line.sign == .must ? "needs a word" : "becomes \(line.becomes)"
          return (line.sign, ["\(field.title) \(line.word)", grouped(line.deals), becomes, line.note])
        })
    }
    // Those have been told above.
    let told = ["Skipped", CountLine.file]
    tell(pages.countLines.filter { !told.contains($0.label) }.map { ($0.sign, [$0.label, $0.text]) })
  }

  /// Rows of cells, aligned in columns, each behind its sign.
  private func tell(_ rows: [(sign: ImportPages.Sign, cells: [String?])]) {
    let rows = rows.map { (sign: $0.sign.rawValue, cells: $0.cells.map { visible($0 ?? "") }) }
    let count = rows.map(\.cells.count).max() ?? 0
    let widths = (0..<count).map { place in
      rows.map { place < $0.cells.count ? columns(of: $0.cells[place]) : 0 }.max() ?? 0
    }
    for row in rows {
      var text = row.sign
      for (place, cell) in row.cells.enumerated() where widths[place] > 0 {
        text += " " + cell + String(repeating: " ", count: max(0, widths[place] - columns(of: cell))) + " "
      }
      while text.last == " " { text.removeLast() }
      out.line(text)
    }
  }
}
