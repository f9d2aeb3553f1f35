import Sales

/// What importing a file would write, decided from its rows alone: no store is read or written here.
struct ImportPlan {
  let batch: ImportBatch
  /// For each deal of the batch, the line of the file it comes from.
  let lines: [Int]
  /// The rows that cannot be imported, with the fault found first in each.
  let issues: [RowIssue]
  let rejected: [TableRow]
  let columns: ColumnMap
  /// The rows that end before the last column that is read; spreadsheets leave out empty cells at the end, and a line
  /// that something cut looks the same.
  let shortRows: [TableRow]
  /// How many deals stand in which stage, in the order of the stages; stages without any left out.
  let places: [Place]

  struct Place: Hashable, Sendable {
    let pipeline: String
    let stage: String
    let type: StageType
    var deals: Int
    var sums: [Tally]
  }

  /// - Parameters:
  ///   - pipelines: Those that the store has, the default one among them.
  ///   - zone: Where dates with an hour but no offset were written.
  init(
    _ table: TableFile, options: ImportOptions, pipelines: [PipelinePlan], zone: Zone
  ) throws(ImportProblem) {
    let columns = try ColumnMap(header: table.header, stated: options.mappings, profiles: table.profiles)
    let book = try PipelineBook(pipelines, options: options)
    var reader = try RowReader(table, columns: columns, options: options, book: book, zone: zone)
    var batch = ImportBatch(deals: [])
    var lines: [Int] = []
    var issues: [RowIssue] = []
    var rejected: [TableRow] = []
    var tallies: [StageName: [Tally]] = [:]
    var shortRows: [TableRow] = []
    try Self.forEachRow(of: table) { row in
      if row.cells.count < columns.width { shortRows.append(row) }
      do throws(RowIssue) {
        let (draft, stage, tally) = try reader.draft(row)
        batch.deals.append(draft)
        lines.append(row.line)
        tallies[stage, default: []].append(tally)
        if tallies[stage]?.count == 64 { tallies[stage] = Tally.merged(tallies[stage] ?? []) }
      } catch {
        issues.append(error)
        rejected.append(row)
      }
    }
    reader.book.makeEnds()
    batch.stages = reader.book.plans
    self.batch = batch
    self.lines = lines
    self.issues = issues
    self.rejected = rejected
    self.columns = columns
    self.shortRows = shortRows
    places = reader.book.stages.compactMap { stage in
      guard let list = tallies[stage.name] else { return nil }
      let sums = Tally.merged(list)
      return Place(
        pipeline: reader.book.title(ofPipeline: stage.name.pipeline), stage: stage.name.stage, type: stage.type,
        deals: sums.reduce(0) { $0 + $1.deals }, sums: sums)
    }
  }

  static func forEachRow(of table: TableFile, _ body: (TableRow) -> Void) throws(ImportProblem) {
    do {
      try table.forEach(body)
    } catch {
      throw .table(error)
    }
  }
}
