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
  /// What was said about a file with these columns before; nil for nothing.
  var kept: ImportOptions?
  /// Who is told how far a count or a write is; nil for a line on standard error.
  var watcher: ImportWatcher?

  /// Imports with the guesses as they are, and prints them.
  func plainly(_ options: ImportOptions) throws(Failure) {
    let plan = try plan(options)
    if let problem = plan.problems.first {
      // The deals may be on another sheet.
      for note in table.notes { job.errors.line(note) }
      throw .importing(problem, file: file)
    }
    let countsNames = isDryRun && rehearser == nil
    let tally = try asking { () throws(ImportProblem) in try plan.tally(countsNames: countsNames) }
    try tell(tally.faults)
    var report = ImportReport(job: job, file: file, plan: plan, tally: tally)
    report.kept = kept
    if tally.deals == 0 { throw .refused(report.emptiness) }
    let outcome = try imported(plan, rows: tally.deals, faults: tally.faults.count)
    if !outcome.refused.isEmpty {
      report.tally = try asking { () throws(ImportProblem) in try plan.tally(refused: outcome.refused) }
    }
    report.counts = outcome.result?.counts
    if isDryRun { return report.tellDryRun() }
    if let result = outcome.result { report.tell(result, rejectsPath: rejectsPath) }
    if let desk = outcome.desk { try remember(plan, outcome.result, on: desk) }
  }

  var isDryRun: Bool { job.invocation.has(.dryRun) }

  /// Says what is wrong with rows, and ends there unless they are to be skipped.
  func tell(_ faults: FaultGroups) throws(Failure) {
    guard faults.count > 0 else { return }
    let sentences = faults.sentences
    for sentence in sentences.prefix(Self.shownFaults) { job.errors.line(sentence) }
    let rest = sentences.count - Self.shownFaults
    if rest > 0 { job.errors.line("and \(counted(rest, "more fault"))") }
    guard rejectsPath == nil else { return }
    throw .refused(
      "Nothing was imported, because \(counted(faults.count, "row")) of \(grouped(table.rowCount)) cannot be. "
        + "Correct the file, or add --skip-bad to import the others")
  }

  /// How many different faults are told one by one.
  private static let shownFaults = 20

  func plan(_ options: ImportOptions) throws(Failure) -> ImportPlan {
    try asking { () throws(ImportProblem) in try ImportPlan(table, options: options, context: context) }
  }

  /// Asks what is decided from the file, its errors becoming the command's.
  func asking<Value>(_ question: () throws(ImportProblem) -> Value) throws(Failure) -> Value {
    do { return try question() } catch { throw .importing(error, file: file) }
  }

  /// The database, made when missing, with its first pipeline where a deal needs that.
  func desk(for plan: some RowPlan) throws(Failure) -> Desk {
    let desk =
      if let known { Desk(store: known.store, user: try job.writer(known)) } else { try job.openBare() }
    if plan.usesDefaultPipeline { try job.makeFirstPipeline(desk) }
    return desk
  }

  /// Keeps what was answered for the next file with these columns, and opens the next board where the deals are.
  func remember(_ plan: ImportPlan, _ result: ImportResult?, on desk: Desk) throws(Failure) {
    guard let user = desk.user else { return }
    try Commands.asking { () throws(StoreError) in
      try desk.store.keepAnswers(
        plan.options, for: table.header, named: job.invocation.value(.saveMap), of: user.id)
      guard result?.action != nil, let pipeline = try pipeline(of: plan, on: desk) else { return }
      try desk.store.set(Self.openPipeline, of: user.id, to: pipeline.id.description)
    }
  }

  /// The setting by which a board opens on a pipeline (Board's `Preference`).
  private static let openPipeline = "open_pipeline"

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
  fileprivate var deals: Int { stages.reduce(0) { $0 + $1.deals } }
}
