import Sales
package import Screen

/// The stages of the pipeline in sight as a table whose cells are edited, each change one commit and one undo.
package struct StageEditor: Hashable, Sendable {
  /// The chosen stage, from 0, and its chosen cell.
  package var row = 0
  package var cell = StageCell.name
  package var line: Line?
  /// The stage and its pipeline as the person saw them when the line was opened: what somebody else has changed since
  /// then is a conflict.
  private(set) var (seenStage, seenPipeline): (Stage?, Pipeline?)

  package init() {}

  /// What is being typed or answered.
  package enum Line: Hashable, Sendable {
    case cell(LineEditor)
    /// The swatch that `h` and `l` chose last; nil while a colour is typed.
    case color(LineEditor, swatch: Int?)
    case stage(LineEditor)
    case rename(LineEditor)
    case pipeline(LineEditor)
    /// Where the deals of the stage go that is to be removed: which of those offered is chosen, nil while none is.
    case remove(chosen: Int? = nil)
    case deletePipeline
  }

  /// What a typed line is about.
  package enum What: Hashable, Sendable {
    case cell(StageCell)
    case stage, rename, pipeline

    package init?(_ word: String) {
      switch word {
      case "new": self = .stage
      case "rename": self = .rename
      case "pipeline": self = .pipeline
      default:
        guard let cell = StageCell(rawValue: word) else { return nil }
        self = .cell(cell)
      }
    }

    /// As `init` reads it.
    package var word: String {
      switch self {
      case .cell(let cell): cell.rawValue
      case .stage: "new"
      case .rename: "rename"
      case .pipeline: "pipeline"
      }
    }

    /// What stands in the line before anything is typed.
    func text(of stage: Stage?, in pipeline: Pipeline?) -> String {
      switch self {
      case .cell(let cell): stage.map(cell.text) ?? ""
      case .rename: pipeline?.name ?? ""
      case .stage, .pipeline: ""
      }
    }
  }

  /// Nil while no line is typed.
  var what: What? {
    switch line {
    case .cell, .color: .cell(cell)
    case .stage: .stage
    case .rename: .rename
    case .pipeline: .pipeline
    case .remove, .deletePipeline, nil: nil
    }
  }

  /// What stood in the line before anything was typed.
  var untyped: String { what?.text(of: seenStage, in: seenPipeline) ?? "" }

  /// Opens the line about what is seen; nil for the text puts there what stands in the table.
  mutating func open(_ what: What, _ typed: String? = nil, of stage: Stage?, in pipeline: Pipeline?) {
    (seenStage, seenPipeline) = (stage, pipeline)
    let text = typed ?? what.text(of: stage, in: pipeline)
    let editor = LineEditor(text)
    switch what {
    case .cell(.color):
      cell = .color
      line = .color(editor, swatch: Swatch.all.firstIndex { $0.color.description == text })
    case .cell(let cell):
      self.cell = cell
      line = .cell(editor)
    case .stage: line = .stage(editor)
    case .rename: line = .rename(editor)
    case .pipeline: line = .pipeline(editor)
    }
  }

  /// Goes on with the line about another stage and pipeline; what is typed stays.
  mutating func rebind(to stage: Stage?, in pipeline: Pipeline?) {
    (seenStage, seenPipeline) = (stage, pipeline)
  }

  /// Takes what somebody else has made of the field: saved again, the line is meant against that.
  mutating func rebase(onto conflict: Conflict) {
    if var stage = seenStage, Stage.key(stage.id) == conflict.key,
      Stage.field(conflict.field)?.set(&stage, conflict.found) == true
    {
      seenStage = stage
    }
    if var pipeline = seenPipeline, Pipeline.key(pipeline.id) == conflict.key,
      Pipeline.field(conflict.field)?.set(&pipeline, conflict.found) == true
    {
      seenPipeline = pipeline
    }
  }

  /// The line that is typed; nil while something is answered by one key.
  package var editor: LineEditor? {
    get {
      switch line {
      case .cell(let editor), .color(let editor, _), .stage(let editor), .rename(let editor), .pipeline(let editor):
        editor
      case .remove, .deletePipeline, nil: nil
      }
    }
    set {
      guard let newValue else { return }
      switch line {
      case .cell: line = .cell(newValue)
      case .color: line = .color(newValue, swatch: nil)
      case .stage: line = .stage(newValue)
      case .rename: line = .rename(newValue)
      case .pipeline: line = .pipeline(newValue)
      case .remove, .deletePipeline, nil: break
      }
    }
  }
}

/// One column of the table: a field of `Stage`.
package enum StageCell: String, CaseIterable, Sendable {
  case name, type, probability
  case idle = "idle_limit_days"
  case limit = "stage_limit_days"
  case color

  var heading: String {
    switch self {
    case .name: "Stage"
    case .type: "Type"
    case .probability: "Chance"
    case .idle: "Idle"
    case .limit: "In stage"
    case .color: "Colour"
    }
  }

  /// What stands before the line that is typed.
  var label: String {
    switch self {
    case .name: "name"
    case .type: "type"
    case .probability: "chance in percent"
    case .idle: "idle limit in days"
    case .limit: "limit in the stage, in days"
    case .color: "colour"
    }
  }

  /// Whether the past of the stage suggests a value.
  var isLearned: Bool { self == .probability || self == .limit }

  /// What is said where the past is too short.
  var tooFew: String {
    let deals = self == .limit ? "won deals that were here" : "closed deals that were here"
    return "Nothing is learned yet: it takes \(StageLesson.fewestDeals) \(deals)."
  }

  /// `learned: 27 days, from 212 won deals`
  func words(_ learned: StageLesson.Learned) -> String {
    let isLimit = self == .limit
    let value = isLimit ? counted(learned.value, "day") : "\(learned.value)%"
    return "learned: \(value), from \(counted(learned.deals, isLimit ? "won deal" : "closed deal"))"
  }

  /// The value as the table shows it, and as `FieldText` reads it back.
  func text(of stage: Stage) -> String {
    guard let field = Stage.field(rawValue) else { return "" }
    let text = FieldText.written(field.get(stage), field.kind, currency: .usd)
    switch self {
    case .probability: return text.isEmpty ? text : text + "%"
    case .idle, .limit: return text.isEmpty ? text : text + "d"
    case .name, .type, .color: return text
    }
  }
}

/// The colours that the picker offers, and the words that name them.
enum Swatch {
  static let all: [(name: String, color: HexColor)] = [
    ("red", 0xef4444), ("orange", 0xf97316), ("amber", 0xf59e0b), ("lime", 0x84cc16), ("green", 0x22c55e),
    ("emerald", 0x10b981), ("teal", 0x14b8a6), ("sky", 0x0ea5e9), ("blue", 0x3b82f6), ("indigo", 0x6366f1),
    ("violet", 0x8b5cf6), ("pink", 0xec4899),
  ].map { (name: String, digits: UInt32) in (name, HexColor(digits)) }

  static var names: String { all.map(\.name).joined(separator: ", ") }

  /// The one of the colour that the text says.
  static func index(of text: String) -> Int? { read(text).flatMap { color in all.firstIndex { $0.color == color } } }

  /// `#rgb`, `#rrggbb`, or a name of the table.
  static func read(_ text: String) -> HexColor? {
    let word = text.trimmed.lowercased()
    return HexColor(word) ?? all.first { $0.name == word }?.color
  }
}
