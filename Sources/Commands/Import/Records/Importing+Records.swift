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
    if faults.count > 0 {
      for sentence in faults.sentences.prefix(20) { job.errors.line(visible(sentence)) }
      if rejectsPath == nil {
        throw .refused("Nothing was imported. Correct the file, or add --skip-bad to import the other rows")
      }
    }
    if rows == 0 { throw .refused("\(visible(file)) has no row to import") }
    guard !job.invocation.has(.dryRun) || known != nil else {
      job.out.line("Would import \(grouped(rows)) \(kind.title). Nothing was written.")
      return ExitCode.done.rawValue
    }
    let desk = if let known { known } else { try job.openBare() }
    let user = try job.writer(desk)
    let isDryRun = job.invocation.has(.dryRun)
    if let rejectsPath, faults.count > 0, !isDryRun {
      try writeRejects(to: rejectsPath) { write in
        try? plan.scan { row in
          if case .failure(let issue) = row.1 { write(issue, row.0) }
          return .next
        }
      }
    }
    let result = try commit(plan, rows: rows, isRehearsal: isDryRun, on: desk, by: user)
    tell(result, kind, rows, isDryRun: isDryRun)
    return ExitCode.done.rawValue
  }

  private func tellColumns(of plan: RecordPlan) {
    job.out.line("Read \(visible(file)) as \(plan.kind.title): \(counted(table.rowCount, "row")), \(table.form.words).")
    for field in plan.kind.fields {
      guard let column = plan.columns[field] else { continue }
      job.out.line("  \(field.name) = \(visible(table.header[column]))")
    }
    let unread = table.header.indices.filter { !plan.columns.values.contains($0) }.map { table.header[$0] }
    if !unread.isEmpty { job.out.line("  not read: " + visible(unread.joined(separator: ", "))) }
  }

  private func tell(_ result: ImportResult, _ kind: ImportKind, _ rows: Int, isDryRun: Bool) {
    let table = kind.table
    let counts = [
      (result.counts.created[table, default: 0], "new"), (result.counts.changed[table, default: 0], "changed"),
      (result.counts.unchanged[table, default: 0], "unchanged"), (result.counts.movesLeftOut, "left out as older"),
    ].filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    job.out.line("\(isDryRun ? "Would import" : "Imported") \(grouped(rows)) \(kind.title): \(counts).")
    if isDryRun { job.out.line("Nothing was written.") }
    if result.action != nil { job.out.line("To undo it all: \(job.hint(.undo))") }
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
