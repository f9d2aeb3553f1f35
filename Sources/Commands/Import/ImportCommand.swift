import Sales
import Screen
import Workbook

extension Job {
  /// Imports a file: in a dialogue on a terminal, else with the same guesses, which are printed.
  func importFile() throws(Failure) -> Int32 {
    let (kind, file) = importOperands()
    var options = try importOptions(of: kind)
    let rejectsPath = try rejectsPath(for: file)
    let table = try readTable(file, options.table)
    // A database is made only once the whole file is known to be good.
    let known = platform.files.exists(databasePath) ? try openToLook() : nil
    let context = try importContext(known, pipeline: options.pipeline)
    let answers = try withRememberedAnswers(options, for: table.header, on: known)
    options = answers.options
    var importing = Importing(
      job: self, file: file, table: table, context: context, known: known, rejectsPath: rejectsPath)
    importing.kept = answers.kept
    let kinds = options.kind ?? ImportKind.recognised(in: table.header)
    if let kinds, kinds != .deals { return try importing.records(kinds, options) }
    if let terminal = try importTerminal(file) { return try importing.dialogue(options, in: terminal) }
    try importing.plainly(options)
    return ExitCode.done.rawValue
  }

  /// `import FILE`, or `import KIND FILE`.
  private func importOperands() -> (kind: ImportKind?, file: String) {
    let operands = invocation.operands
    return operands.count == 1 ? (nil, operands[0]) : (ImportKind(rawValue: operands[0]), operands[1])
  }

  /// The terminal for the dialogue; nil where nobody could answer, or nobody is to be asked.
  private func importTerminal(_ file: String) throws(Failure) -> BoardTerminal? {
    guard platform.out.isTerminal, file != "-", ![.yes, .dryRun].contains(where: invocation.has) else { return nil }
    guard let terminal = try? platform.openTerminal() else { return nil }
    if terminal.display.size.columns >= ImportDialogue.smallest.columns,
      terminal.display.size.rows >= ImportDialogue.smallest.rows
    {
      return terminal
    }
    _ = terminal.close(nil)
    return nil
  }

  /// Reads a table of any kind; what a file is, its first bytes say.
  /// - Parameter tells: Whether a line on standard error says that a large file is being read.
  func readTable(_ file: String, _ options: TableOptions, tells: Bool = true) throws(Failure) -> TableFile {
    let bytes: [UInt8]
    do {
      bytes = try platform.files.read(file)
    } catch {
      throw .file(error)
    }
    let kind = FileKind(head: Array(bytes.prefix(FileKind.headLength)))
    let note = tells ? readingNote(file, bytes.count, kind) : nil
    defer { note?.clear() }
    do throws(TableError) {
      if kind == .archive { return try TableFile(try sheet(file, bytes, options.sheet), options: options) }
      // JSON may be one object a line; a file of any other kind that is not a table cannot be read.
      if kind != .json, let advice = kind.advice { throw .other(advice) }
      do throws(TableError) { return try TableFile(bytes: bytes, options: options) } catch {
        throw kind.advice.map { .other($0) } ?? error
      }
    } catch {
      throw .importing(.table(error), file: file)
    }
  }

  /// Says that a file is being read which takes seconds.
  private func readingNote(_ file: String, _ size: Int, _ kind: FileKind) -> WaitingLine {
    let note = WaitingLine(errors, glyphs)
    // Of a workbook this is packed: a megabyte is about 100,000 cells.
    if size > (kind == .archive ? 1 << 20 : 24 << 20) {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      note.show("Reading \(name), \(max(1, size >> 20)) MB\(glyphs.ellipsis)")
    }
    return note
  }

  /// The sheet of that name; without one the first with rows, unless another looks more like deals.
  private func sheet(_ file: String, _ bytes: [UInt8], _ name: String?) throws(TableError) -> SheetSource {
    var best = try SheetSource(try workbook(file, bytes, name))
    guard name == nil, best.score < DealsScore.sure else { return best }
    for other in best.sheets.prefix(Self.mostSheets) where best.form != .sheet(other) {
      // A sheet that cannot be read is not the one.
      guard let source = try? SheetSource(try workbook(file, bytes, other), isChosen: true) else { continue }
      if source.score > best.score { best = source }
    }
    return best
  }

  /// How many sheets are looked at.
  private static let mostSheets = 12

  private func workbook(_ file: String, _ bytes: [UInt8], _ name: String?) throws(TableError) -> WorkbookSource {
    do {
      return try platform.files.readWorkbook(file == "-" ? .bytes(bytes) : .path(file), name)
    } catch {
      switch error {
      case .file(let fault): throw .other("\(fault.path): \(fault.reason)")
      case .refused(let sentence): throw .other(sentence)
      }
    }
  }

  /// What an import has to know of the database; of none at all where there is none.
  private func importContext(_ desk: Desk?, pipeline: String?) throws(Failure) -> ImportContext {
    var context = ImportContext(login: try login(), present: try present())
    guard let desk else {
      context.pipelines = [PipelinePlan.first]
      return context
    }
    context.hasDatabase = true
    context.keepsAnswers = desk.user != nil && desk.store.readOnlyReason == nil
    try asking { () throws(StoreError) in
      context.pipelines = try desk.store.pipelines()
      context.users = try desk.store.rows(ListQuery<User>(sort: [ListSort("name")])).map(\.name)
      let deals = try desk.store.count(.deals)
      context.isUntouched = deals == 0 && context.pipelines.allSatisfy { $0.isLikeFirst }
      if context.pipelines.isEmpty { context.pipelines = [PipelinePlan.first] }
    }
    let named = pipeline.map { name in context.pipelines.first { folded($0.pipeline.name) == folded(name) } }
    context.currency = (named ?? context.pipelines.first)?.currency ?? .usd
    return context
  }

  /// Where refused rows go; nil when they are to stop the import.
  private func rejectsPath(for file: String) throws(Failure) -> String? {
    guard let stated = invocation.value(.skipBad) else { return nil }
    if !stated.isEmpty { return stated }
    if file == "-" { throw .usage(.missingValue(.named(.skipBad))) }
    return Self.rejectsPath(beside: file)
  }

  static let rejectsEnding = ".rejected.csv"

  /// `deals.rejected.csv` beside `deals.csv`.
  static func rejectsPath(beside file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let stem = name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
    return file.dropLast(name.count) + stem + rejectsEnding
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
      stage.position = number
      for value in values { _ = Stage.field(value.field)?.set(&stage, value.value) }
      return stage
    }
    return PipelinePlan(pipeline: pipeline, stages: stages)
  }

  /// Whether it is as a new database has it.
  var isLikeFirst: Bool {
    let first = PipelinePlan.first
    guard pipeline.name == first.pipeline.name, pipeline.isDefault, stages.count == first.stages.count else {
      return false
    }
    return zip(stages, first.stages).allSatisfy { found, usual in
      var same = found
      (same.id, same.pipelineID) = (usual.id, usual.pipelineID)
      return same == usual
    }
  }
}
