import Sales

extension Importing {
  /// Imports rows of another kind than deals, and prints what they are read as.
  func records(_ kind: ImportKind, _ options: ImportOptions) throws(Failure) -> Int32 {
    let plan = try asking { () throws(ImportProblem) in
      try RecordPlan(table, kind, options: options, present: context.present)
    }
    var (rows, faults) = (0, FaultGroups())
    try asking { () throws(ImportProblem) in
      try plan.scan { row in
        switch row.1 {
        case .success: rows += 1
        case .failure(let issue): faults.add(issue)
        }
        return .next
      }
    }
    tellColumns(of: plan)
    try tell(faults)
    if rows == 0 { throw .refused("\(file) has no row to import") }
    let outcome = try imported(plan, rows: rows, faults: faults.count)
    tell(outcome, kind, rows: rows - outcome.refused.count, skipped: faults.count + outcome.refused.count)
    return ExitCode.done.rawValue
  }

  private func tellColumns(of plan: RecordPlan) {
    job.out.line("Read \(file) as \(plan.kind.title): \(counted(table.rowCount, "row")), \(table.form.words).")
    for field in plan.kind.fields {
      guard let column = plan.columns[field] else { continue }
      job.out.line("  \(field.name) = \(table.header[column])")
    }
    let unread = table.header.indices.filter { !plan.columns.values.contains($0) }.map { table.header[$0] }
    if !unread.isEmpty { job.out.line("  not read: " + unread.joined(separator: ", ")) }
  }

  private func tell(_ outcome: Outcome, _ kind: ImportKind, rows: Int, skipped: Int) {
    let table = kind.table
    let numbers = outcome.result.map { result in
      [
        (result.counts.created[table, default: 0], "new"), (result.counts.changed[table, default: 0], "changed"),
        (result.counts.unchanged[table, default: 0], "unchanged"), (result.counts.movesLeftOut, "left out as older"),
      ].filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    }
    let counts = numbers.map { $0.isEmpty ? "" : ": " + $0 } ?? ""
    job.out.line("\(isDryRun ? "Would import" : "Imported") \(kind.counted(rows))\(counts).")
    if isDryRun { return job.out.line("Nothing was written.") }
    if skipped > 0, let rejectsPath {
      job.out.line("Skipped \(counted(skipped, "row")). They are in \(rejectsPath), each with its reason.")
    }
    if outcome.result?.action != nil { job.out.line("To undo it all: \(job.hint(.undo))") }
  }
}

extension ImportKind {
  /// The table that its rows change.
  fileprivate var table: Table {
    switch self {
    case .deals, .moves: .deals
    case .contacts: .contacts
    case .companies: .companies
    case .activities: .activities
    case .tasks: .tasks
    }
  }
}
