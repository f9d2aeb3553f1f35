import Sales

extension Job {
  /// How many bad rows are told one by one.
  private static let shownIssues = 20

  func importFile() throws(Failure) {
    let file = invocation.operands[0]
    var options = try importOptions()
    let rejectsPath = try rejectsPath(for: file)
    let table = try read(file)
    // A database is made only once the whole file is known to be good.
    let known = platform.files.exists(databasePath) ? try openBare() : nil
    let pipelines = try pipelines(for: options, known)
    if invocation.value(.currency) == nil { options.currency = currency(for: options, pipelines) }
    let plan: ImportPlan
    do {
      plan = try ImportPlan(table, options: options, pipelines: pipelines, zone: platform.zone)
    } catch {
      throw .importing(error, file: file)
    }
    let report = ImportReport(job: self, file: file, table: table, plan: plan)
    if !plan.issues.isEmpty {
      report.tell(plan.issues, atMost: Self.shownIssues)
      if rejectsPath == nil {
        errors.line("dealboard: " + report.refusal)
        throw .told(.refused)
      }
    }
    if invocation.has(.dryRun) { return report.tellDryRun() }
    let desk = if let known { known } else { try openBare() }
    if wantsFirstPipeline(options) { try makeFirstPipeline(desk) }
    let commit = try write(plan, rejectsPath: plan.issues.isEmpty ? nil : rejectsPath, table: table, on: desk)
    report.tell(commit, rejectsPath: rejectsPath)
  }

  private func read(_ file: String) throws(Failure) -> CSVTable {
    let bytes: [UInt8]
    do {
      bytes = try platform.files.read(file)
    } catch {
      throw .file(error)
    }
    do {
      return try CSVTable(bytes: bytes)
    } catch {
      throw .importing(.csv(error), file: file)
    }
  }

  /// The database's pipelines. One without any will get the default pipeline, unless the import brings its own, which
  /// then becomes the default.
  private func pipelines(for options: ImportOptions, _ desk: Desk?) throws(Failure) -> [PipelinePlan] {
    if let desk {
      let known = try asking { () throws(StoreError) in try desk.store.pipelines() }
      if !known.isEmpty { return known }
    }
    return wantsFirstPipeline(options) ? [PipelinePlan.first] : []
  }

  /// That of the pipeline that rows go to which name none; the dollar for a new one.
  private func currency(for options: ImportOptions, _ pipelines: [PipelinePlan]) -> Currency {
    let plan = options.pipeline.map { name in pipelines.first { folded($0.pipeline.name) == folded(name) } }
    return (plan ?? pipelines.first)?.currency ?? .usd
  }

  /// Whether the import names none, or the one that a new database starts with.
  private func wantsFirstPipeline(_ options: ImportOptions) -> Bool {
    options.pipeline.map { folded($0) == folded(PipelinePlan.first.pipeline.name) } ?? true
  }

  /// Writes the refused rows and then, in one step, the deals; the former are taken back when the latter fail.
  private func write(
    _ plan: ImportPlan, rejectsPath: String?, table: CSVTable, on desk: Desk
  ) throws(Failure) -> Commit {
    let user = try writer(desk)
    if let rejectsPath {
      do {
        try platform.files.create(rejectsPath, plan.rejects(of: table))
      } catch {
        throw .file(error)
      }
    }
    do {
      return try commit(plan, on: desk, by: user)
    } catch {
      if let rejectsPath { platform.files.remove(rejectsPath) }
      throw error
    }
  }

  private func commit(_ plan: ImportPlan, on desk: Desk, by user: User) throws(Failure) -> Commit {
    do {
      return try commit(.importDeals(plan.batch), on: desk, by: user, title: "Importing")
    } catch .refusedAt(let index, let error) where plan.lines.indices.contains(index) {
      throw .refused("line \(plan.lines[index]): \(error.sentence) Nothing was imported")
    } catch {
      throw .store(error)
    }
  }
}

// MARK: - Options

extension Job {
  private func importOptions() throws(Failure) -> ImportOptions {
    var options = ImportOptions()
    for text in invocation.all(.map) { options.mappings.append(try mapping(text)) }
    options.pipeline = invocation.value(.pipeline).map(\.trimmed)
    options.stages = invocation.names(.stages)
    options.wonStages = invocation.names(.won)
    options.lostStages = invocation.names(.lost)
    options.createsStages = invocation.has(.createStages)
    options.isMinor = invocation.has(.minor)
    if let code = invocation.value(.currency) {
      guard let currency = Currency(code.uppercased()) else {
        throw .usage(.badValue(.currency, code, wanted: "a currency code such as USD"))
      }
      options.currency = currency
    }
    if let text = invocation.value(.dates) {
      guard let order = DateOrder(rawValue: text) else { throw .usage(.badValue(.dates, text, wanted: "dmy or mdy")) }
      options.dates = order
    }
    return options
  }

  private func mapping(_ text: String) throws(Failure) -> FieldMapping {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let fields = ImportField.allCases.map(\.rawValue)
    guard parts.count == 2 else { throw .usage(.badValue(.map, text, wanted: "FIELD=COLUMN")) }
    guard let field = ImportField(rawValue: folded(parts[0])) else {
      throw .usage(.badValue(.map, text, wanted: "one of the fields \(fields.joined(separator: ", "))"))
    }
    return FieldMapping(field: field, template: parts[1])
  }

  /// Where refused rows go; nil when they are to stop the import.
  private func rejectsPath(for file: String) throws(Failure) -> String? {
    guard let stated = invocation.value(.skipBad) else { return nil }
    if !stated.isEmpty { return stated }
    if file == "-" { throw .usage(.missingValue(.named(.skipBad))) }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let stem = name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
    return file.dropLast(name.count) + stem + ".rejected.csv"
  }
}

extension ImportPlan {
  /// The refused rows as a file of the same columns, with the reason as one more.
  func rejects(of table: CSVTable) -> String {
    var text = CSVTable.line(table.header + ["reason"], separator: table.separator)
    for (row, issue) in zip(rejected, issues) {
      let missing = max(0, table.header.count - row.cells.count)
      let cells = row.cells.prefix(table.header.count) + Array(repeating: "", count: missing)
      text += CSVTable.line(cells + [issue.sentence], separator: table.separator)
    }
    return text
  }
}

extension PipelinePlan {
  /// The pipeline that a new database will get, for looking ahead.
  static var first: PipelinePlan {
    var pipeline = Pipeline(id: PipelineID(bits: 0))
    pipeline.isDefault = true
    for value in Pipeline.firstValues { _ = Pipeline.field(value.field)?.set(&pipeline, value.value) }
    let stages = Pipeline.firstStages.enumerated().map { number, values in
      var stage = Stage(id: StageID(bits: UInt128(number)))
      for value in values { _ = Stage.field(value.field)?.set(&stage, value.value) }
      return stage
    }
    return PipelinePlan(pipeline: pipeline, stages: stages)
  }
}
