import Sales

/// A file being imported: what is known of it, and where it goes.
struct Importing {
  let job: Job
  let file: String
  var table: TableFile
  let context: ImportContext
  /// Nil where there is no database yet.
  var known: Desk?
  /// Where rows go that cannot be imported; nil when they are to stop the import.
  var rejectsPath: String?
  /// Who is told how far a count or a write is; nil for a line on standard error.
  var watcher: ImportWatcher?

  /// How many rows are given to the store at once.
  private static let partSize = 500

  /// Imports with the guesses as they are, and prints them.
  func plainly(_ options: ImportOptions) throws(Failure) {
    let plan = try plan(options)
    if let problem = plan.problems.first { throw .importing(problem, file: file) }
    let tally = try asking { () throws(ImportProblem) in try plan.tally() }
    var report = ImportReport(job: job, file: file, plan: plan, tally: tally)
    if tally.faults.count > 0 {
      report.tellFaults()
      if rejectsPath == nil {
        job.errors.line("dealboard: " + report.refusal)
        throw .told(.refused)
      }
    }
    if tally.deals == 0 { throw .refused(report.emptiness) }
    if job.invocation.has(.dryRun) {
      report.counts = try rehearsal(of: plan, tally)
      return report.tellDryRun()
    }
    let desk = try desk(for: plan)
    let result = try write(plan, tally, on: desk)
    try remember(plan, result, on: desk)
    report.counts = result.counts
    report.tell(result, rejectsPath: rejectsPath)
  }

  func plan(_ options: ImportOptions) throws(Failure) -> ImportPlan {
    try asking { () throws(ImportProblem) in try ImportPlan(table, options: options, context: context) }
  }

  /// Asks what is decided from the file, its errors becoming the command's.
  func asking<Value>(_ question: () throws(ImportProblem) -> Value) throws(Failure) -> Value {
    do { return try question() } catch { throw .importing(error, file: file) }
  }

  /// What the import would do to the database that is there; nil without one, or where nothing can be written.
  func rehearsal(of plan: ImportPlan, _ tally: ImportTally) throws(Failure) -> ImportCounts? {
    guard let known, let user = known.user, known.store.readOnlyReason == nil else { return nil }
    return try commit(plan, rows: tally.deals, isRehearsal: true, on: known, by: user).counts
  }

  /// The database, made when missing, with its first pipeline where a deal needs that.
  func desk(for plan: ImportPlan) throws(Failure) -> Desk {
    let desk = if let known { known } else { try job.openBare() }
    if plan.book.usesDefault { try job.makeFirstPipeline(desk) }
    return desk
  }

  /// Writes the refused rows and then, in one step, the deals; the former are taken back when the latter fail.
  func write(_ plan: ImportPlan, _ tally: ImportTally, on desk: Desk) throws(Failure) -> ImportResult {
    let user = try job.writer(desk)
    let rejects = tally.faults.count > 0 ? rejectsPath : nil
    if let rejects { try writeRejects(of: plan, to: rejects) }
    do {
      return try commit(plan, rows: tally.deals, isRehearsal: false, on: desk, by: user)
    } catch {
      if let rejects { job.platform.files.remove(rejects) }
      throw error
    }
  }

  func commit(
    _ plan: some RowPlan, rows: Int, isRehearsal: Bool, on desk: Desk, by user: User
  ) throws(Failure) -> ImportResult {
    var lines: [Int] = []
    do {
      return try watched(on: desk, isRehearsal ? .counting : .importing) { () throws(StoreError) in
        let source = ImportSource(rules: plan.rules, rows: rows) { take throws(StoreError) in
          try Self.give(plan, to: take) { lines.append($0) }
        }
        return try desk.store.commit(source, isRehearsal: isRehearsal, by: user.id)
      }
    } catch .refusedAt(let index, let error) where lines.indices.contains(index) {
      throw .refused("Line \(lines[index]): \(error.sentence) Nothing was imported")
    } catch {
      throw .store(error)
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

  /// Gives the plan's rows in parts; `line` is told where each came from.
  private static func give(
    _ plan: some RowPlan, to take: (ImportBatch) throws(StoreError) -> Void, line: (Int) -> Void
  ) throws(StoreError) {
    var batch = ImportBatch(stages: plan.stagePlans, rows: [])
    var failure: StoreError?
    do throws(ImportProblem) {
      try plan.scanRows { number, row in
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

  /// The refused rows as a file of the same columns, with the reason as one more; `preface` stands above them.
  func writeRejects(of plan: ImportPlan, to path: String, preface: [[String]] = []) throws(Failure) {
    try writeRejects(to: path, preface: preface) { write in
      try? plan.scan { row in
        if case .fault(let issue, let cells) = row { write(issue, cells) }
        return .next
      }
    }
  }

  func writeRejects(
    to path: String, preface: [[String]] = [], _ scan: (_ write: (RowIssue, TableRow) -> Void) -> Void
  ) throws(Failure) {
    let separator = table.form.separator
    do throws(FileError) {
      let rejects = try job.platform.files.make(path)
      for cells in preface { rejects.output.write(separator.line(cells)) }
      rejects.output.write(separator.line(table.header + ["reason"]))
      scan { issue, row in
        let missing = max(0, table.header.count - row.cells.count)
        let kept = row.cells.prefix(table.header.count) + Array(repeating: "", count: missing)
        rejects.output.write(separator.line(kept + [issue.sentence()]))
      }
      do throws(FileError) { try rejects.finish() } catch {
        job.platform.files.remove(path)
        throw error
      }
    } catch {
      guard job.platform.files.exists(path), error.reason.hasPrefix("File exists") else { throw .file(error) }
      throw .refused("\(visible(path)) exists. Choose another file with --skip-bad=OTHER")
    }
  }

  /// Keeps what was answered for the next file with these columns, and opens the next board where the deals are.
  func remember(_ plan: ImportPlan, _ result: ImportResult, on desk: Desk) throws(Failure) {
    guard let user = desk.user else { return }
    try Commands.asking { () throws(StoreError) in
      try desk.store.keepAnswers(
        plan.options, for: table.header, named: job.invocation.value(.saveMap), of: user.id)
      guard let pipeline = try pipeline(of: plan, on: desk) else { return }
      try desk.store.set("open_pipeline", of: user.id, to: pipeline.id.description)
    }
  }

  /// The pipeline that received the most deals.
  private func pipeline(of plan: ImportPlan, on desk: Desk) throws(StoreError) -> Pipeline? {
    let most = plan.book.pipelines.max { $0.deals < $1.deals }
    guard let most else { return nil }
    let plans = try desk.store.pipelines()
    return plans.map(\.pipeline).first { pipeline in
      most.name.map { folded($0) == folded(pipeline.name) } ?? pipeline.isDefault
    }
  }
}

extension PipelineGuess {
  /// How many rows are in it.
  var deals: Int { stages.reduce(0) { $0 + $1.deals } }
}

/// Who watches a long count or write.
struct ImportWatcher {
  let show: (_ title: String, _ done: Int, _ total: Int) -> Void
  let isInterrupted: () -> Bool
}

/// What gives the store its rows, one after the other.
protocol RowPlan {
  var rules: ImportRules { get }
  /// The stages to be made before the first row.
  var stagePlans: [ImportBatch.StagePlan] { get }
  /// Gives each row that can be imported, with the line that it is on, until `body` says to stop.
  func scanRows(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem)
}

extension ImportPlan: RowPlan {
  var stagePlans: [ImportBatch.StagePlan] { book.plans }

  func scanRows(_ body: (Int, ImportRow) -> ScanStep) throws(ImportProblem) {
    try scan { row in
      guard case .deal(let deal) = row else { return .next }
      return body(deal.line, .deal(deal.draft))
    }
  }
}
