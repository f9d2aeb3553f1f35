package import Sales
import Screen

/// What was being typed when a signal or a hang-up ended the board: kept in the file for the person who typed it, and
/// opened again at the next start.
package enum Draft: Hashable, Sendable {
  /// The changed lines of a form by field, and those from an editor that name none.
  case form(DealID, [String: String])
  case quickAdd(StageID, String)
  case lost(DealID, StageID?, String)
  case won(DealID, StageID?, String)
  case line(LineVerb, [DealID], String)
  case field(DealID, FieldPlace, String)
  /// A line about a task of today's list.
  case task(LineVerb, FollowUpID, String)
  case filter(String)
  /// The name for a filter, and the filter.
  case filterName(filter: String, String)
  case reasons(String)
  /// A line about pipelines and stages.
  case stages(StagePlace, StageEditor.What, String)

  /// The pipeline in sight, and the stage chosen in it.
  package struct StagePlace: Hashable, Sendable {
    package let pipeline: PipelineID
    package let stage: StageID?

    package init(pipeline: PipelineID, stage: StageID?) {
      self.pipeline = pipeline
      self.stage = stage
    }
  }

  static let stray = "stray "

  /// Whether a text of a form is a line that names no field.
  static func isStray(_ name: String) -> Bool { name.hasPrefix(stray) }

  /// One line for what it is, then a line for each text. Typed lines hold neither line ends nor tabs.
  package var text: String {
    switch self {
    case .form(let deal, let texts):
      (["form\t\(deal)"] + texts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }).joined(separator: "\n")
    case .quickAdd(let stage, let text): "add\t\(stage)\n\t\(text)"
    case .line(let verb, let deals, let text):
      "line\t\(verb.rawValue)\t\(deals.map(\.description).joined(separator: " "))\n\t\(text)"
    case .field(let deal, let place, let text): "field\t\(deal)\t\(place.row.id) \(place.field)\n\t\(text)"
    case .task(let verb, let task, let text): "task\t\(verb.rawValue)\t\(task)\n\t\(text)"
    case .lost(let deal, let stage, let text): "lost\t\(deal)\t\(stage?.description ?? "")\n\t\(text)"
    case .won(let deal, let stage, let text): "won\t\(deal)\t\(stage?.description ?? "")\n\t\(text)"
    case .filter(let text): "filter\t\n\t\(text)"
    case .filterName(let filter, let text): "filter_name\t\(filter)\n\t\(text)"
    case .reasons(let text): "reasons\t\n\t\(text)"
    case .stages(let place, let what, let text):
      "stages\t\(place.pipeline)\t\(what.word) \(place.stage?.description ?? "")\n\t\(text)"
    }
  }

  /// Reads what `text` wrote; nil for anything else.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first, head.count >= 2, let typed = lines.dropFirst().first?.dropFirst().first else {
      return nil
    }
    switch head[0] {
    case "form":
      guard let deal = DealID(head[1]) else { return nil }
      let texts = lines.dropFirst().filter { $0.count == 2 }.map { ($0[0], $0[1]) }
      self = .form(deal, Dictionary(texts) { first, _ in first })
    case "add":
      guard let stage = StageID(head[1]) else { return nil }
      self = .quickAdd(stage, typed)
    case "line":
      guard let verb = LineVerb(rawValue: head[1]), head.count == 3 else { return nil }
      self = .line(verb, head[2].split(separator: " ").compactMap { DealID(String($0)) }, typed)
    case "field":
      let place = head.count == 3 ? head[2].split(separator: " ").map(String.init) : []
      guard let deal = DealID(head[1]), place.count == 2, let row = Sales.Key(id: place[0]) else { return nil }
      self = .field(deal, FieldPlace(row, place[1]), typed)
    case "task":
      guard let verb = LineVerb(rawValue: head[1]), head.count == 3, let task = FollowUpID(head[2]) else { return nil }
      self = .task(verb, task, typed)
    case "lost", "won":
      guard let deal = DealID(head[1]) else { return nil }
      let stage = head.count == 3 ? StageID(head[2]) : nil
      self = head[0] == "won" ? .won(deal, stage, typed) : .lost(deal, stage, typed)
    case "filter": self = .filter(typed)
    case "filter_name": self = .filterName(filter: head[1], typed)
    case "reasons": self = .reasons(typed)
    case "stages":
      let words = head.count == 3 ? head[2].split(separator: " ").map(String.init) : []
      guard let pipeline = PipelineID(head[1]), let what = words.first.flatMap(StageEditor.What.init) else {
        return nil
      }
      self = .stages(StagePlace(pipeline: pipeline, stage: words.count > 1 ? StageID(words[1]) : nil), what, typed)
    default: return nil
    }
  }
}
