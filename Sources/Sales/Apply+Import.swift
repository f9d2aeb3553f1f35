// Rows from elsewhere: stages made when missing, rows made or, where they are known, brought up to date.

/// What an import has to remember from one part to the next.
package struct ImportProgress {
  let rules: ImportRules
  package internal(set) var counts = ImportCounts()
  /// Rows that were refused where that does not end it.
  package private(set) var refusals: [ImportRefusal] = []
  /// What a refused row has written by then stays, so only what is dropped in the end may go on.
  private let goesOn: Bool
  /// How many rows are done.
  package private(set) var rows = 0
  var names: Names
  /// The deals that rows of this import are about, so that two rows alike are two deals.
  var taken: Set<DealID> = []
  /// Up to which deal those of one name and company are all taken, where they are many.
  var passed: [String: DealID] = [:]
  /// The first pipeline that rows name.
  var firstPipeline: PipelineID?
  /// The pipelines that this import has made, whose stages stand in the order in which they come.
  fileprivate var made: Set<PipelineID> = []
  fileprivate var isBegun = false

  package init(_ rules: ImportRules, isRehearsal: Bool = false) {
    self.rules = rules
    goesOn = isRehearsal
    names = Names()
    names.keepsToCompany = true
  }

  fileprivate mutating func countRow() { rows += 1 }

  fileprivate mutating func refuse(_ error: StoreError) throws(StoreError) {
    guard goesOn, error.isAboutTheChange else { throw error.at(rows) }
    refusals.append(ImportRefusal(row: rows, error: error))
  }

  mutating func note(_ table: Table, isChanged: Bool) {
    if isChanged { counts.changed[table, default: 0] += 1 } else { counts.unchanged[table, default: 0] += 1 }
  }
}

extension Records {
  mutating func importRows(
    of batch: ImportBatch, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    try beginImport(&progress)
    for plan in batch.stages { try ensureStage(plan, &progress, occasion) }
    for row in batch.rows {
      do {
        switch row {
        case .deal(let draft): try importDeal(draft, &progress, occasion)
        case .company(let draft): try importCompany(draft, &progress, occasion)
        case .contact(let draft): try importContact(draft, &progress, occasion)
        case .activity(let draft): try importActivity(draft, &progress, occasion)
        case .task(let draft): try importTask(draft, &progress, occasion)
        case .move(let draft): try importMove(draft, &progress, occasion)
        }
      } catch {
        try progress.refuse(error)
      }
      progress.countRow()
    }
  }

  /// The pipeline that makes room for the import is not found from now on, also where the import's own has its name.
  private mutating func beginImport(_ progress: inout ImportProgress) throws(StoreError) {
    guard !progress.isBegun else { return }
    progress.isBegun = true
    guard progress.rules.replacesFirstPipeline, let first = try pipelines().first(where: \.isDefault),
      try isUntouched(first)
    else { return }
    progress.names.hiddenPipeline = first.id
  }

  private mutating func ensureStage(
    _ plan: ImportBatch.StagePlan, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) {
    let pipeline = try ensurePipeline(plan.name.pipeline, &progress, occasion)
    if progress.firstPipeline == nil { progress.firstPipeline = pipeline.id }
    let known = try stages(of: pipeline, &progress.names)
    guard known[folded(plan.name.stage)] == nil else { return }
    let values: [Assignment<Stage>] = [
      .set(\.name, plan.name.stage), .set(\.type, plan.type),
      .set(\.color, plan.color ?? StagePalette.color(known.count)), .set(\.probability, plan.probability),
      .set(\.idleLimitDays, plan.idleLimitDays), .set(\.stageLimitDays, plan.stageLimitDays),
    ]
    // In a pipeline that was there an open stage stands before the ends.
    let lastOpen = known.values.filter { $0.type == .open }.map(\.position).max()
    let isBeforeEnds = plan.type == .open && !progress.made.contains(pipeline.id)
    try addStage(to: pipeline.id, values, at: isBeforeEnds ? lastOpen.map { $0 + 1 } : nil, occasion)
    progress.names.stages[pipeline.id] = nil
  }

  private mutating func ensurePipeline(
    _ name: String?, _ progress: inout ImportProgress, _ occasion: Occasion
  ) throws(StoreError) -> Pipeline {
    if let known = try pipeline(named: name, &progress.names) { return known }
    let values = if let name { [Assignment<Pipeline>.set(\.name, name)] } else { Pipeline.firstValues }
    try createPipeline(values, stages: [], occasion)
    progress.names.pipelines = [:]
    guard let made = try pipeline(named: name, &progress.names) else {
      preconditionFailure("a pipeline just made is found by its name")
    }
    progress.made.insert(made.id)
    return made
  }

  mutating func finishImport(_ progress: ImportProgress, _ occasion: Occasion) throws(StoreError) {
    guard let first = progress.names.hiddenPipeline, let imported = progress.firstPipeline else { return }
    try editPipeline(imported, [.set(\.isDefault, true)], seen: [], occasion)
    try deletePipeline(first, occasion)
  }

  /// Whether it is as a new file has it, without a deal.
  private mutating func isUntouched(_ pipeline: Pipeline) throws(StoreError) -> Bool {
    var expected = Pipeline(id: pipeline.id)
    try expected.assign(Pipeline.firstValues)
    guard pipeline.name == expected.name, pipeline.metadata == expected.metadata else { return false }
    let stages = try stages(of: pipeline.id)
    guard stages.count == Pipeline.firstStages.count else { return false }
    for (index, stage) in stages.enumerated() {
      var usual = Stage(id: stage.id)
      usual.pipelineID = pipeline.id
      usual.position = index
      try usual.assign(Pipeline.firstStages[index])
      guard stage == usual, try !holdsDeals(stage.id) else { return false }
    }
    return true
  }
}

/// Colours for stages that come without one: calm, and neighbours differ.
package enum StagePalette {
  package static let colors = [
    0x3b82f6, 0xf59e0b, 0x8b5cf6, 0x14b8a6, 0xec4899, 0x84cc16, 0x64748b, 0xf97316,
  ].map { (digits: UInt32) in HexColor(digits) }

  /// The colour of the stage before which so many stand in its pipeline.
  package static func color(_ number: Int) -> HexColor { colors[number % colors.count] }
}
