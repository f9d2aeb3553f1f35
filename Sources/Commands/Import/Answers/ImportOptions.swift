import Sales

/// Everything that people say about a file besides its name: by options, in the dialogue, or in an earlier import of a
/// file with the same columns.
struct ImportOptions: Hashable, Sendable {
  /// What the rows are; nil where the columns tell.
  var kind: ImportKind?
  var mappings: [FieldMapping] = []
  /// Columns of fields that rows of other kinds have, by the field's name.
  var recordMappings: [String: String] = [:]
  /// Fields that are not read though a column has their name.
  var unread: Set<ImportField> = []
  /// Columns that are not read as what their names say.
  var ignoredColumns: [String] = []
  /// What words of the file mean.
  var answers: [ValueAnswer] = []
  /// The pipeline of rows that name none; nil for the default one.
  var pipeline: String?
  /// In this order, made where missing.
  var stages: [String] = []
  var wonStages: [String] = []
  var lostStages: [String] = []
  /// Stages that stay open though all their deals are won or lost.
  var openStages: [String] = []
  var colors: [StageColor] = []
  /// Whether stages and pipelines that only rows name are made in a pipeline that is in use.
  var createsStages = false
  /// The currency of rows that name none; nil for the database's own.
  var currency: Currency?
  /// Whether amounts are in minor units already.
  var isMinor = false
  /// Nil where the column or the file's other dates tell.
  var dates: DateOrder?
  /// Nil where the column tells.
  var amounts: DecimalMark?
  /// Whether a row without a known id updates the deal of its name and company.
  var matchesNames = false
  /// The program that gave the ids, so that deal 1 of one program is not deal 1 of another.
  var idSource: String?
  /// How the file is written.
  var table = TableOptions()

  init() {}

  /// The colour that a stage is to have.
  struct StageColor: Hashable, Sendable {
    let stage: String
    let color: HexColor
  }
}

/// What a word of a column means: another word of that field, or nothing when empty.
struct ValueAnswer: Hashable, Sendable {
  let field: ImportField
  let word: String
  let answer: String
}

/// The answers of one import, found by field and word.
struct ValueAnswers: Hashable, Sendable {
  private var known: [ImportField: [String: String]] = [:]

  init(_ answers: [ValueAnswer]) {
    for answer in answers { known[answer.field, default: [:]][folded(answer.word)] = answer.answer }
  }

  /// The same with answers for words about which nothing is said yet.
  func filled(with answers: [ValueAnswer]) -> ValueAnswers {
    var filled = self
    for answer in answers where known[answer.field]?[folded(answer.word)] == nil {
      filled.known[answer.field, default: [:]][folded(answer.word)] = answer.answer
    }
    return filled
  }

  /// Whether something was said about the word.
  func has(_ word: String, in field: ImportField) -> Bool { known[field]?[folded(word)] != nil }

  /// What the text means; the text itself where nothing is said about it.
  func meaning(of text: String, in field: ImportField) -> String {
    guard let words = known[field] else { return text }
    return words[folded(text)] ?? text
  }
}

/// What the rows of a file are; the raw value is what is typed after `import`.
enum ImportKind: String, CaseIterable, Hashable, Sendable {
  case deals, contacts, companies, activities, tasks
  case moves = "stage-changes"
}

/// One `--map FIELD=COLUMN` or `--map FIELD=TEMPLATE`.
struct FieldMapping: Hashable, Sendable {
  let field: ImportField
  let template: String

  init(field: ImportField, template: String) {
    self.field = field
    self.template = template
  }
}
