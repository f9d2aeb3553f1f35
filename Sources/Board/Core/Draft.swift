package import Sales
import Screen

/// What was being typed when a signal or a hang-up ended the board: kept in the file for the person who typed it, and
/// opened again at the next start.
package enum Draft: Hashable, Sendable {
  /// The changed lines of a form by field, and those from an editor that name none.
  case form(DealID, [String: String])
  case quickAdd(StageID, String)
  /// The line that closes deals, in the stage where they go.
  case closing(Closing, [DealID], StageID?, String)
  case line(LineVerb, [DealID], String)
  case field(DealID, FieldPlace, String)
  /// A line about a task of today's list.
  case task(LineVerb, FollowUpID, String)
  case filter(String)
  /// The name for a filter, and the filter.
  case filterName(filter: String, String)
  case reasons(String)
  /// The letters of a command's name.
  case palette(String)
  /// A line about pipelines and stages.
  case stages(StagePlace, StageEditor.What, String)

  /// What the line that closes deals says; the raw value is the setting's word.
  package enum Closing: String, Hashable, Sendable {
    case won, lost
    /// The note to the last reason, “other”.
    case note = "lost_note"
  }

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
      "line\t\(verb.rawValue)\t\(Self.words(deals))\n\t\(text)"
    case .field(let deal, let place, let text): "field\t\(deal)\t\(place.row.id) \(place.field)\n\t\(text)"
    case .task(let verb, let task, let text): "task\t\(verb.rawValue)\t\(task)\n\t\(text)"
    case .closing(let kind, let deals, let stage, let text):
      "\(kind.rawValue)\t\(Self.words(deals))\t\(stage?.description ?? "")\n\t\(text)"
    case .filter(let text): "filter\t\n\t\(text)"
    case .filterName(let filter, let text): "filter_name\t\(filter)\n\t\(text)"
    case .reasons(let text): "reasons\t\n\t\(text)"
    case .palette(let text): "palette\t\n\t\(text)"
    case .stages(let place, let what, let text):
      "stages\t\(place.pipeline)\t\(what.word) \(place.stage?.description ?? "")\n\t\(text)"
    }
  }

  private static func words(_ deals: [DealID]) -> String { deals.map(\.description).joined(separator: " ") }

  private static func deals(_ words: String) -> [DealID] {
    words.split(separator: " ").compactMap { DealID(String($0)) }
  }

  /// Reads what `text` wrote; nil for anything else.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first, head.count >= 2, let typed = lines.dropFirst().first?.dropFirst().first else {
      return nil
    }
    let words = head.count == 3 ? head[2].split(separator: " ").map(String.init) : []
    if head[0] == "form", let deal = DealID(head[1]) {
      let texts = lines.dropFirst().filter { $0.count == 2 }.map { ($0[0], $0[1]) }
      self = .form(deal, Dictionary(texts) { first, _ in first })
    } else if let draft = Draft.line(head[0], of: head[1], words, typed) {
      self = draft
    } else {
      return nil
    }
  }

  /// One typed line: what it is, what it is about, further words about that, and what was typed.
  private static func line(_ kind: String, of subject: String, _ words: [String], _ typed: String) -> Draft? {
    if let closing = Closing(rawValue: kind) {
      let deals = deals(subject)
      return deals.isEmpty ? nil : .closing(closing, deals, words.first.flatMap(StageID.init), typed)
    }
    switch kind {
    case "add": return StageID(subject).map { .quickAdd($0, typed) }
    case "line": return LineVerb(rawValue: subject).map { .line($0, words.compactMap(DealID.init), typed) }
    case "task":
      guard let verb = LineVerb(rawValue: subject), let task = words.first.flatMap(FollowUpID.init) else { return nil }
      return .task(verb, task, typed)
    case "field":
      guard let deal = DealID(subject), words.count == 2, let row = Sales.Key(id: words[0]) else { return nil }
      return .field(deal, FieldPlace(row, words[1]), typed)
    case "stages":
      guard let pipeline = PipelineID(subject), let what = words.first.flatMap(StageEditor.What.init) else {
        return nil
      }
      let stage = words.dropFirst().first.flatMap(StageID.init)
      return .stages(StagePlace(pipeline: pipeline, stage: stage), what, typed)
    case "filter": return .filter(typed)
    case "filter_name": return .filterName(filter: subject, typed)
    case "reasons": return .reasons(typed)
    case "palette": return .palette(typed)
    default: return nil
    }
  }
}

extension Draft {
  /// The deals that it is about; empty where it is about none.
  package var deals: [DealID] {
    switch self {
    case .form(let deal, _), .field(let deal, _, _): [deal]
    case .closing(_, let deals, _, _), .line(_, let deals, _): deals
    case .quickAdd, .task, .filter, .filterName, .reasons, .palette, .stages: []
    }
  }

  /// The pipeline whose stages it is about.
  var pipeline: PipelineID? { if case .stages(let place, _, _) = self { place.pipeline } else { nil } }

  /// What a person typed, in one line.
  var typed: String {
    switch self {
    case .form(_, let texts):
      texts.sorted { $0.key < $1.key }
        .map { Self.isStray($0.key) ? $0.value : "\(FieldText.label($0.key)): \($0.value)" }.joined(separator: "; ")
    case .quickAdd(_, let text), .closing(_, _, _, let text), .line(_, _, let text), .field(_, _, let text),
      .task(_, _, let text), .filter(let text), .filterName(_, let text), .reasons(let text), .palette(let text),
      .stages(_, _, let text):
      text
    }
  }
}

/// As many as boards of one login were ended while something was being typed in them, the oldest first.
extension [Draft] {
  /// Reads the form in which the setting keeps them: no draft has an empty line, so those stand between them.
  package init(setting: String) {
    let lines = setting.split(separator: "\n", omittingEmptySubsequences: false)
    self = lines.split(separator: "").compactMap { Draft($0.joined(separator: "\n")) }
  }

  /// Nil when there are none.
  package var setting: String? { isEmpty ? nil : map(\.text).joined(separator: "\n\n") }
}
