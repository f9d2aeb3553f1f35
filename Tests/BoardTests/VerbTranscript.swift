import Sales
import Screen
import Support
import Testing

@testable import Board

/// A verb as it is played: keys on a small board with one deal under the focus and with three marked ones, and what
/// screen and store hold afterwards.
struct VerbTranscript: Sendable {
  let verb: Verb
  /// Keys of an earlier session. Here and in `keys`, `#` is where deals are marked, or nothing.
  let before: String
  /// With `@` for the verb's key. Deals are marked before them, unless they say when.
  let keys: String
  /// Where other keys are played with marked deals.
  let keysOfMany: String?
  let one: Outcome
  let many: Outcome

  init(
    _ verb: Verb, _ keys: String = "@", ofMany keysOfMany: String? = nil, before: String = "", one: Outcome,
    many: Outcome
  ) {
    self.verb = verb
    self.keys = keys
    self.keysOfMany = keysOfMany
    self.before = before
    self.one = one
    self.many = many
  }

  /// Words on the screen, and the changed rows as the ledger tells them; of a verb that writes nothing there are none.
  struct Outcome: Sendable {
    let words: String
    let rows: [String]

    init(_ words: String, rows: [String]) {
      self.words = words
      self.rows = rows
    }

    init(_ words: String, _ rows: String...) { self.init(words, rows: rows) }
  }

  /// What came of it when it was played.
  struct Result {
    /// The screen in words, with what else can be seen of the session.
    var screen = ""
    /// Before, after, when it was taken back, and when it was done again.
    var states: [DictionaryRecords] = []
  }

  /// Every key or pair of keys that asks for the verb, on the first screen that has it.
  static func keys(of verb: Verb) -> [String] {
    Keymap.all.lazy.compactMap { $0.binding(of: verb)?.keys }.first ?? []
  }

  func play(_ key: String, isMany: Bool) throws -> Result {
    let marking = isMany ? "V" : ""
    func script(_ keys: String) -> [ScriptedDisplay.Step] {
      ScriptedDisplay.Step.keys(keys.replacing("#", with: marking).replacing("@", with: key))
    }
    let rig = try Self.rig()
    if !before.isEmpty { rig.play(script(before)) }
    let keys = isMany ? keysOfMany ?? keys : keys
    var result = Result(states: [rig.store.records])
    let look = ScriptedDisplay.Step.aside {
      if result.states.count == 1 { result.screen = Self.screen(of: rig) }
      result.states.append(rig.store.records)
    }
    let (back, forth) = verb == .undo ? ("U", "u") : ("u", "U")
    let doesWrite = !(isMany ? many : one).rows.isEmpty
    let undo = doesWrite ? script(back) + [look] + script(forth) + [look] : []
    rig.play(script(keys.contains("#") ? keys : "# " + keys) + [look] + undo)
    if result.states.count == 1 {
      result.screen = "the board has ended"
      result.states.append(rig.store.records)
    }
    return result
  }

  /// Three deals that are to be marked, beside others, all added three days ago; and what the past teaches of a stage.
  private static func rig() throws -> BoardRig {
    let rig = try BoardRig(
      [
        ("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"]),
        ("Negotiation", (1...12).map { "Hooli \($0)" }),
      ], daysAgo: 3)
    rig.editText = { page throws(EditorFailure) in page.replacing("Acme", with: "Acme plan") }
    let (begin, end) = (BoardRig.noon.advanced(byDays: -90), BoardRig.noon.advanced(byDays: -80))
    for number in 1...StageLesson.fewestDeals {
      let visits = [
        DealDraft.Visit(stage: StageName(pipeline: nil, stage: "Qualified"), enteredAt: begin),
        DealDraft.Visit(stage: StageName(pipeline: nil, stage: "Closed Won"), enteredAt: end),
      ]
      let draft = DealDraft(values: [.set(\.name, "Umbrella \(number)")], visits: visits, closing: .at(end))
      _ = try rig.store.commit(.createDeal(draft), by: rig.user.id)
    }
    return rig
  }

  private static func screen(of rig: BoardRig) -> String {
    guard let model = rig.session?.model, let display = rig.display else { return "" }
    let focus = model.focusedCard?.deal.name ?? "no deal"
    var lines = display.picture?.text ?? []
    lines.append("focus \(focus) in \(model.column?.stage.name ?? "no stage"), \(model.board.marks.count) marked")
    lines += display.clipboard.map { ["copied " + $0] } ?? []
    if display.suspensions > 0 { lines.append("suspended") }
    if display.redraws > 0 { lines.append("drawn anew") }
    return lines.joined(separator: "\n")
  }
}
