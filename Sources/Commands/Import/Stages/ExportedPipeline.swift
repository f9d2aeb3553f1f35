import Sales

/// A pipeline as an exported file has it, with all its stages in order.
struct ExportedPipeline: Hashable, Sendable {
  let name: String
  let isDefault: Bool
  let stages: [(name: String, facts: StageFacts)]

  /// Reads the cell that `ExportColumn.text(of:)` writes; what cannot be read is left out.
  static func read(_ text: String) -> [ExportedPipeline] {
    guard let json = try? JSON(text), case .array(let items) = json else { return [] }
    return items.compactMap { item in
      guard case .string(let name) = item["name"], case .array(let stages) = item["stages"] else { return nil }
      let isDefault = if case .bool(true) = item["is_default"] { true } else { false }
      return ExportedPipeline(name: name, isDefault: isDefault, stages: stages.compactMap(stage))
    }
  }

  private static func stage(_ json: JSON) -> (name: String, facts: StageFacts)? {
    guard case .string(let name) = json["name"] else { return nil }
    func number(_ member: String) -> Int? { json[member]?.wholeNumber.map { Int($0) } }
    func text(_ member: String) -> String? { if case .string(let text) = json[member] { text } else { nil } }
    let facts = StageFacts(
      type: text("type").flatMap { StageType(rawValue: $0) }, color: text("color").flatMap { HexColor($0) },
      probability: number("probability"), idleLimitDays: number("idle_limit_days"),
      stageLimitDays: number("stage_limit_days"))
    return (name, facts)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.isDefault == right.isDefault
      && left.stages.elementsEqual(right.stages) { $0.name == $1.name && $0.facts == $1.facts }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What an export says of a stage, so that another database can make it as it was.
struct StageFacts: Hashable, Sendable {
  var type: StageType?
  var color: HexColor?
  /// In percent.
  var probability: Int?
  var idleLimitDays: Int?
  var stageLimitDays: Int?

  /// Whether the stage is just so.
  func fit(_ stage: Stage) -> Bool {
    type == stage.type && color == stage.color && probability == stage.probability
      && idleLimitDays == stage.idleLimitDays && stageLimitDays == stage.stageLimitDays
  }
}
