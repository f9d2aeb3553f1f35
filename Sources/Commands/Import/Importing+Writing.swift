import Sales

/// What gives the store its rows, one after the other.
protocol RowPlan {
  var rules: ImportRules { get }
  /// The stages to be made before the first row.
  var stagePlans: [ImportBatch.StagePlan] { get }
  /// Whether rows go to the pipeline that a new file starts with.
  var usesDefaultPipeline: Bool { get }
  /// Gives each row that can be imported, with the line that it is on, until `body` says to stop.
  func scanRows(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem)
  /// Gives each row that cannot.
  func scanFaults(_ body: (RowIssue, TableRow) -> Void) throws(ImportProblem)
}

extension ImportPlan: RowPlan {
  var stagePlans: [ImportBatch.StagePlan] { book.plans }
  var usesDefaultPipeline: Bool { book.usesDefault }

  func scanRows(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem) {
    try scan { row in
      guard case .deal(let deal) = row else { return .next }
      return body(deal.line, .deal(deal.draft))
    }
  }

  func scanFaults(_ body: (RowIssue, TableRow) -> Void) throws(ImportProblem) {
    try scan { row in
      if case .fault(let issue, let cells) = row { body(issue, cells) }
      return .next
    }
  }
}

// MARK: - Writing

extension Importing {
  /// What became of a file.
  struct Outcome {
    /// Nil where there is no database to rehearse in.
    var result: ImportResult?
    /// Rows that the store refused, by their lines.
    var refused: [Int: RowIssue] = [:]
    var desk: Desk?
  }

  /// Writes the rows, or for a dry run rehearses that. Rows that the store refuses are told, all of them, and are skipped
  /// or end it; `faults` is how many rows are left out already.
  func imported(_ plan: some RowPlan, rows: Int, faults: Int) throws(Failure) -> Outcome {
    if isDryRun {
      let (result, refused) = try rehearsal(of: plan, rows: rows)
      try tell(FaultGroups(refused))
      return Outcome(result: result, refused: refused, desk: nil)
    }
    let desk = try desk(for: plan)
    if let result = try write(plan, rows: rows, faults: faults, on: desk) {
      return Outcome(result: result, desk: desk)
    }
    let refused = try rehearse(plan, rows: rows, on: desk, by: try job.writer(desk)).refused
    try tell(FaultGroups(refused))
    guard rows > refused.count,
      let result = try write(plan, rows: rows - refused.count, faults: faults, leavingOut: refused, on: desk)
    else { throw .refused("Nothing was imported: \(file) has no row that can be") }
    return Outcome(result: result, refused: refused, desk: desk)
  }

  /// What the import would do to the database that is there, and the rows that this would refuse, by their lines; no
  /// result without a database, or where nothing can be written.
  func rehearsal(
    of plan: some RowPlan, rows: Int
  ) throws(Failure) -> (result: ImportResult?, refused: [Int: RowIssue]) {
    guard let (desk, user) = rehearser else { return (nil, [:]) }
    return try rehearse(plan, rows: rows, on: desk, by: user)
  }

  /// Where an import can be rehearsed, and by whom; nil without a database, or where nothing can be written.
  var rehearser: (desk: Desk, user: User)? {
    guard let known, known.store.readOnlyReason == nil else { return nil }
    // A newcomer is entered with what is written; until then it does not matter who counts.
    let someone = known.user ?? (try? known.store.rows(ListQuery<User>(limit: 1)))?.first
    return someone.map { (known, $0) }
  }

  private func rehearse(
    _ plan: some RowPlan, rows: Int, on desk: Desk, by user: User
  ) throws(Failure) -> (result: ImportResult?, refused: [Int: RowIssue]) {
    var lines: [Int] = []
    do {
      let result = try commit(plan, rows: rows, isRehearsal: true, on: desk, by: user, &lines)
      let issues = result.refusals.map { refusal in
        RowIssue(
          line: lines[refusal.row], field: nil, column: nil,
          fault: .refused(withoutStop(refusal.error.sentence(at: context.present))))
      }
      return (result, Dictionary(issues.map { ($0.line, $0) }) { first, _ in first })
    } catch {
      throw .store(error)
    }
  }

  /// Writes the rows left out and then, in one step, the others; the former are taken back when the latter fail. Nil
  /// where the store refuses a row.
  func write(
    _ plan: some RowPlan, rows: Int, faults: Int, leavingOut refused: [Int: RowIssue] = [:], on desk: Desk
  ) throws(Failure) -> ImportResult? {
    let user = try job.writer(desk)
    let rejects = faults + refused.count > 0 ? rejectsPath : nil
    if let rejects { try writeRejects(of: plan, refused, to: rejects) }
    do {
      var lines: [Int] = []
      return try commit(plan, rows: rows, leavingOut: refused, isRehearsal: false, on: desk, by: user, &lines)
    } catch {
      if let rejects { job.platform.files.remove(rejects) }
      if case .refusedAt = error { return nil }
      throw .store(error)
    }
  }

  /// `lines` gets the line of each row given.
  private func commit(
    _ plan: some RowPlan, rows: Int, leavingOut refused: [Int: RowIssue] = [:], isRehearsal: Bool, on desk: Desk,
    by user: User, _ lines: inout [Int]
  ) throws(StoreError) -> ImportResult {
    var given: [Int] = []
    defer { lines = given }
    return try watched(on: desk, isRehearsal ? .counting : .importing) { () throws(StoreError) in
      let source = ImportSource(rules: plan.rules, rows: rows) { take throws(StoreError) in
        try Self.give(plan, leavingOut: refused, to: take) { given.append($0) }
      }
      return try desk.store.commit(source, isRehearsal: isRehearsal, by: user.id)
    }
  }

  private func watched<Result>(
    on desk: Desk, _ work: LongWork, _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let watcher else {
      return try job.working(on: desk, work) { (show) throws(StoreError) in
        desk.store.progress = show
        defer { desk.store.progress = nil }
        return try body()
      }
    }
    let note = job.note(work)
    desk.store.progress = { done, total in
      note.show(done, of: total)
      watcher.show(work.title, done, total)
    }
    desk.store.isInterrupted = watcher.isInterrupted
    defer {
      note.clear()
      (desk.store.progress, desk.store.isInterrupted) = (nil, nil)
    }
    return try body()
  }

  /// How many rows are given to the store at once.
  private static let partSize = 500

  /// Gives the plan's rows in parts; `line` is told where each came from.
  private static func give(
    _ plan: some RowPlan, leavingOut refused: [Int: RowIssue], to take: (ImportBatch) throws(StoreError) -> Void,
    line: (Int) -> Void
  ) throws(StoreError) {
    var batch = ImportBatch(stages: plan.stagePlans, rows: [])
    var failure: StoreError?
    do throws(ImportProblem) {
      try plan.scanRows { number, row in
        guard refused[number] == nil else { return .next }
        batch.rows.append(row)
        line(number)
        guard batch.rows.count == partSize else { return .next }
        do throws(StoreError) { try take(batch) } catch { failure = error }
        batch = ImportBatch(rows: [])
        return failure == nil ? .next : .stop
      }
    } catch {
      throw .failed(error.sentence)
    }
    if let failure { throw failure }
    try take(batch)
  }
}

// MARK: - Rows left out

extension Importing {
  /// The rows left out as a file of the same columns, with the reason as one more; `preface` stands above them.
  func writeRejects(
    of plan: some RowPlan, _ refused: [Int: RowIssue], to path: String, preface: [[String]] = []
  ) throws(Failure) {
    do throws(FileError) {
      let rejects = try job.platform.files.make(path)
      fill(rejects.output, with: plan, refused, preface)
      do throws(FileError) { try rejects.finish() } catch {
        job.platform.files.remove(path)
        throw error
      }
    } catch {
      guard job.platform.files.exists(path), error.reason.hasPrefix("File exists") else { throw .file(error) }
      throw .refused("\(path) exists. Choose another file with --skip-bad=OTHER")
    }
  }

  private func fill(
    _ output: Output, with plan: some RowPlan, _ refused: [Int: RowIssue], _ preface: [[String]]
  ) {
    let separator = table.form.separator
    func write(_ issue: RowIssue, _ row: TableRow) {
      let missing = max(0, table.header.count - row.cells.count)
      let kept = row.cells.prefix(table.header.count) + Array(repeating: "", count: missing)
      output.write(separator.line(kept + [issue.sentence()]))
    }
    for cells in preface { output.write(separator.line(cells)) }
    output.write(separator.line(table.header + ["reason"]))
    // The file was read to its end before.
    try? plan.scanFaults(write)
    guard !refused.isEmpty else { return }
    try? table.scan { row in
      if let issue = refused[row.line] { write(issue, row) }
      return .next
    }
  }
}

/// Who watches a long count or write.
struct ImportWatcher {
  let show: (_ title: String, _ done: Int, _ total: Int) -> Void
  let isInterrupted: () -> Bool
}

private func withoutStop(_ sentence: String) -> String {
  sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
}
