import Sales

/// What an import shows before anything is written, as four lists: the dialogue draws them, and without one they are
/// printed.
struct ImportPages {
  let plan: ImportPlan
  let tally: ImportTally
  /// What the database would be after it; nil where there is none yet, and every deal is new.
  let counts: ImportCounts?
  let money: MoneyText

  /// How sure a line is.
  enum Sign: String, Hashable, Sendable {
    case sure = " "
    /// A guess, which Enter accepts.
    case guess = "?"
    /// It needs an answer, or a row is left out for it.
    case must = "!"
  }
}

// MARK: - Columns

/// A column of the file and what it is read as.
struct ColumnLine: Hashable, Sendable {
  let column: Int
  let title: String
  var sign: ImportPages.Sign
  /// Nil for one that is not read.
  let field: ImportField?
  /// Up to three different values.
  let values: [String]
  /// How many rows have one.
  let filled: Int
  /// Why it needs a look; nil where it does not.
  var note: String?

  var readAs: String { field?.title ?? "not read" }
}

extension ImportPages {
  /// In the order of the file.
  var columns: [ColumnLine] {
    plan.table.profiles.enumerated().map { index, profile in
      let field = plan.columns.field(of: index)
      let proposal = plan.columns.proposals.first { $0.column == index }
      var line = ColumnLine(
        column: index, title: plan.table.header[index], sign: .sure, field: field, values: profile.samples,
        filled: plan.survey.filled[index])
      if let proposal {
        line.sign = .guess
        line.note = proposal.reason
      } else if let field, let note = rivalNote(index, field) {
        line.sign = .guess
        line.note = note
      } else if field == .value, let note = markNote ?? amountNote {
        line.sign = .guess
        line.note = note
      } else if let field, let order = plan.dateGuess(of: field) {
        line.sign = .guess
        line.note = order
      }
      return line
    }
  }

  /// What a column is for where another one of the field counts first: one of the same name, or one that differs.
  private func rivalNote(_ column: Int, _ field: ImportField) -> String? {
    guard let rival = rival(column, field) else { return nil }
    let title = plan.table.header[rival.first]
    let isNamesake = plainHeader(title) == plainHeader(plan.table.header[column])
    return "if \(isNamesake ? "the first " : "")\(title) is empty"
      + (rival.rows > 0 ? "; differs in \(counted(rival.rows, "row"))" : "") + ". - leaves it out"
  }

  /// The column that counts before it, and in how many rows the two differ; nil where there is nothing to say.
  private func rival(_ column: Int, _ field: ImportField) -> (first: Int, rows: Int)? {
    let columns = plan.columns.rivals(for: field)
    guard let first = columns.first, column != first, columns.contains(column) else { return nil }
    let rows = plan.survey.differing[field]?[column] ?? 0
    let isNamesake = plainHeader(plan.table.header[column]) == plainHeader(plan.table.header[first])
    return rows > 0 || isNamesake ? (first, rows) : nil
  }

  /// Of columns that are read as one field what people should know and can choose, a sentence each.
  var rivalColumns: [String] {
    ImportField.allCases.flatMap { field in
      plan.columns.rivals(for: field).compactMap { column -> String? in
        guard let (first, rows) = rival(column, field) else { return nil }
        let names = [first, column].map { "\(plan.table.header[$0]) (#\($0 + 1))" }.joined(separator: " and ")
        let differ = rows > 0 ? " They differ in \(counted(rows, "row"))." : ""
        return
          "\(names) are both read as the \(field.title): the first that is filled counts.\(differ) To read one: --map "
          + shellQuoted("\(field.rawValue)=#\(column + 1)")
      }
    }
  }

  /// How a point that could stand before decimals or before thousands is read, where no amount of the column shows it.
  private var markNote: String? {
    guard plan.amounts.decimalMark == nil, let unclear = plan.survey.amounts.unclear else { return nil }
    let whole = unclear.filter { !".,".contains($0) }
    return "\(unclear) is read as \(whole); as decimals: --amounts \(DecimalMark.point.rawValue)"
  }

  /// In which currency amounts without one are read, where people did not say it.
  private var amountNote: String? {
    guard plan.options.currency == nil, !plan.columns.isRead(.currency), plan.columns.currency == nil else {
      return nil
    }
    let (amounts, currency) = (plan.survey.amounts, plan.context.currency)
    if amounts.bare == 0, amounts.amounts > 0 { return nil }
    return amounts.bare == amounts.amounts
      ? "amounts in \(currency); no currency column"
      : "\(counted(amounts.bare, "amount")) without a currency \(amounts.bare == 1 ? "is" : "are") in \(currency)"
  }

  /// The fields without which an import rarely is right, that no column is read as: what to say of each.
  var missingColumns: [String] {
    [ImportField.stage, .value].compactMap { field -> String? in
      if plan.columns.isRead(field) { return nil }
      let words = "No column is read as the \(field.title)."
      guard let column = plan.columns.likeliest(field, plan.table.profiles) else { return words }
      let samples = plan.table.profiles[column].samples.joined(separator: ", ")
      let title = plan.columns.name(of: column)
      return "\(words) The likeliest is \"\(title)\" (\(samples)): --map " + shellQuoted("\(field.rawValue)=\(title)")
    }
  }
}

// MARK: - Stages

/// A stage that rows stand in.
struct StageLine: Hashable, Sendable {
  /// As drafts name it.
  let key: StageName
  /// Its place in its pipeline, from 1.
  let number: Int
  let pipeline: String
  let name: String
  let type: StageType
  let color: HexColor?
  let isNew: Bool
  let deals: Int
  /// Why it has its type; empty where nothing needs to be said.
  let reason: String
  let sign: ImportPages.Sign
}

extension ImportPages {
  var stages: [StageLine] {
    plan.book.pipelines.flatMap { pipeline in
      // Stages are made one after the other, each before those that are new after it.
      let known = pipeline.stages.count { !$0.isNew }
      let numbers = pipeline.stages.indices.map { place in known + pipeline.stages[..<place].count(where: \.isNew) }
      return pipeline.stages.enumerated().map { index, stage in
        StageLine(
          key: stage.name, number: index + 1, pipeline: pipeline.title, name: stage.name.stage, type: stage.type,
          color: stage.shownColor ?? (stage.isNew ? StagePalette.color(numbers[index]) : nil), isNew: stage.isNew,
          deals: stage.deals,
          reason: reason(of: stage), sign: sign(of: stage))
      }
    }
  }

  private func sign(of stage: StageGuess) -> Sign {
    if !stage.contrary.isEmpty || stage.saysClosed { return .guess }
    return switch stage.reason {
    case .onlyOne, .allRows, .word: .guess
    case .open: stage.isNew && stage.isMixed ? .must : .sure
    case .known, .stated, .exported: .sure
    }
  }

  private func reason(of stage: StageGuess) -> String {
    let name = shellQuoted(stage.name.stage)
    if stage.saysClosed { return "says closed; --won \(name) or --lost \(name) says how" }
    if !stage.contrary.isEmpty {
      let deals = stage.contrary.map { "\(grouped($0.count)) \($0.words)" }.joined(separator: " and ")
      return deals + " in it" + (stage.isNew ? "; --open \(name) keeps it open" : "")
    }
    let deals = counted(stage.deals, "deal")
    switch stage.reason {
    case .known, .exported: return ""
    case .stated: return "as you said"
    case .onlyOne: return "the only \(stage.type.rawValue) stage there is"
    case .allRows:
      return stage.deals == 1 ? "its deal is \(stage.type.rawValue)" : "all \(deals) are \(stage.type.rawValue)"
    case .word: return "by its name"
    case .open:
      guard stage.isMixed else { return "" }
      let ends = [DealStatus.won, .lost].filter { stage.deals($0) > 0 }.map {
        "\(grouped(stage.deals($0))) \($0.rawValue)"
      }
      return ends.joined(separator: " and ")
        + " \(stage.deals(.won) + stage.deals(.lost) == 1 ? "deal is" : "deals are") in it"
    }
  }

  /// What holds for all stages of a pipeline, with a heading each.
  var stageNotes: [(label: String, text: String)] {
    plan.book.pipelines.flatMap { pipeline -> [(label: String, text: String)] in
      guard pipeline.stages.contains(where: \.isNew) else { return [] }
      var notes = [(label: "Order", text: pipeline.order.words)]
      if pipeline.isNew {
        let first = plan.context.pipelines.first?.pipeline.name ?? ""
        let replaced = pipeline.replacesFirst && plan.context.hasDatabase ? ". It replaces the empty \(first)." : ""
        notes.append((label: "Pipeline", text: "\(pipeline.title), new\(replaced)"))
      }
      let chances = pipeline.stages.filter { $0.isNew && $0.type == .open }.compactMap(\.chance)
      if !chances.isEmpty {
        let list = chances.map { "\($0)%" }.joined(separator: ", ")
        notes.append((label: "Chance", text: "\(list), from \(plan.columns.title(.probability))"))
      }
      return notes
    }
  }
}

extension PipelineGuess.Order {
  /// What new stages stand in the order of, as a note says it.
  var words: String {
    switch self {
    case .stated: "as you said, ends last"
    case .exported: "as exported"
    case .chances: "by their chance, ends last"
    case .rows: "as the rows name them, ends last"
    }
  }
}
