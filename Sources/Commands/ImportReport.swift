import Sales

/// What an import says: faults on standard error, results on standard output.
struct ImportReport {
  let job: Job
  let file: String
  let table: TableFile
  let plan: ImportPlan

  private var out: Output { job.out }

  func tell(_ issues: [RowIssue], atMost limit: Int) {
    for issue in issues.prefix(limit) { job.errors.line(issue.sentence) }
    if issues.count > limit { job.errors.line("and \(grouped(issues.count - limit)) more") }
  }

  /// Why nothing was written though some rows are good.
  var refusal: String {
    let bad = counted(plan.issues.count, "row")
    return """
      Nothing was imported, since \(bad) of \(grouped(table.rowCount)) cannot be; correct the file, or add --skip-bad \
      to import the others.
      """
  }

  func tellDryRun() {
    tellColumns()
    out.line("Would import \(deals(plan.batch.deals.count)); nothing was written.")
    tellPlaces()
    if !plan.batch.stages.isEmpty {
      out.line(
        "Would make the stages " + plan.batch.stages.map { visible($0.name.stage) }.joined(separator: ", ") + ".")
    }
  }

  func tell(_ commit: Commit, rejectsPath: String?) {
    let made = commit.edits.filter { $0.before == nil }
    let created = made.count { $0.key.table == .deals }
    let changed = commit.edits.count { $0.before != nil && $0.key.table == .deals }
    let total = plan.batch.deals.count
    tellColumns()
    out.line(
      "Imported \(deals(total)): \(grouped(created)) new, \(grouped(changed)) changed, "
        + "\(grouped(total - created - changed)) unchanged.")
    tellPlaces()
    tellMade(made)
    if !plan.issues.isEmpty, let rejectsPath {
      out.line("Left out \(counted(plan.issues.count, "row")), kept in \(visible(rejectsPath)) with the reason.")
    }
    if commit.action != nil { out.line("To undo it all: \(job.hint(.undo))") }
  }

  private func deals(_ count: Int) -> String { counted(count, "deal") }

  /// How the file was read, so that a wrong guess is seen.
  private func tellColumns() {
    out.line(
      "Read \(visible(file)): \(counted(table.rowCount, "row")), \(visible(table.form.words)).")
    for line in plan.columns.lines { out.line("  " + visible(line)) }
    let unused = plan.columns.unused
    if !unused.isEmpty { out.line("  not read: " + visible(unused.joined(separator: ", "))) }
    if let first = plan.shortRows.first {
      out.line(
        "  shorter than the header: \(counted(plan.shortRows.count, "row")), the first on line \(first.line); what is left "
          + "out counts as empty")
    }
  }

  private func tellPlaces() {
    let isOne = Set(plan.places.map(\.pipeline)).count < 2
    let rows = plan.places.map { place in
      (
        name: visible(isOne ? place.stage : "\(place.pipeline) / \(place.stage)"), count: grouped(place.deals),
        sums: place.sums.filter { $0.sum.minor != 0 }.map { job.money.exact($0.sum) }.joined(separator: " + ")
      )
    }
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let countWidth = rows.map(\.count.count).max() ?? 0
    for row in rows {
      let name = row.name + String(repeating: " ", count: nameWidth - row.name.count)
      let count = String(repeating: " ", count: countWidth - row.count.count) + row.count
      out.line("  \(name)  \(count)" + (row.sums.isEmpty ? "" : "  " + row.sums))
    }
  }

  private func tellMade(_ made: [Edit]) {
    let kinds: [(table: Table, one: String, many: String)] = [
      (.pipelines, "pipeline", "pipelines"), (.stages, "stage", "stages"), (.companies, "company", "companies"),
      (.contacts, "contact", "contacts"), (.users, "user", "users"),
    ]
    let parts = kinds.compactMap { kind -> String? in
      let count = made.count { $0.key.table == kind.table }
      return count == 0 ? nil : counted(count, kind.one, many: kind.many)
    }
    if !parts.isEmpty { out.line("Also made " + parts.joined(separator: ", ") + ".") }
  }
}
