import Harness
import Samples

/// Random changes of some deals as requests of `api --batch`, and what those that were answered must have left in the file.
///
/// Nobody else may change the same deals.
struct Writer {
  /// Which of its deals a request was about, and what its answer promises.
  private enum Promise {
    case made(String)
    case valued(deal: Int, Int)
    case moved(deal: Int)
  }

  private struct Known {
    let id: String
    var stage: Int
    var value: Int
    var moves: Int
  }

  /// How many answers it has counted.
  private(set) var answered = 0
  private let name: String
  private let stages: [String]
  private var deals: [Known]
  /// As the answers so far say.
  private var promised: [Known]
  private var made: Set<String> = []
  private var open: [Promise] = []
  private var number = 0

  /// Takes every so-many-th deal of the file, beginning at a place.
  init(_ name: String, _ sandbox: Sandbox, place: Int = 0, of count: Int = 1) throws {
    self.name = name
    let file = try OtherWriter(sandbox.database)
    let stages = try file.ask("SELECT id FROM stages WHERE type = 'open' ORDER BY position LIMIT 2")
    let rows = try file.ask("SELECT id FROM deals WHERE status = 'open' ORDER BY id")
    self.stages = stages
    deals = try rows.indices.filter { $0 % count == place }.map { index in
      let facts = try file.ask(
        """
        SELECT stage_id, value, (SELECT count(*) FROM stage_history WHERE deal_id = d.id)
        FROM deals AS d WHERE id = '\(rows[index])'
        """)[0].split(separator: "|").map(String.init)
      return Known(
        id: rows[index], stage: stages.firstIndex(of: facts[0]) ?? 1, value: Int(facts[1]) ?? 0,
        moves: Int(facts[2]) ?? 0)
    }
    guard !deals.isEmpty else { throw Trouble("there are no open deals for \(name)") }
    promised = deals
  }

  /// The next request, a line.
  mutating func request(_ random: inout Randomness) -> String {
    number += 1
    let deal = random.below(deals.count)
    let id = deals[deal].id
    switch random.below(3) {
    case 0:
      let title = "\(name)-\(number)"
      open.append(.made(title))
      return #"{"method":"POST","path":"/companies?fields=id","body":{"name":"\#(title)"}}"#
    case 1:
      deals[deal].value += 1 + random.below(1000)
      open.append(.valued(deal: deal, deals[deal].value))
      return #"{"method":"PATCH","path":"/deals/\#(id)?fields=id","body":{"value":\#(deals[deal].value)}}"#
    default:
      deals[deal].stage = 1 - deals[deal].stage
      open.append(.moved(deal: deal))
      let stage = stages[deals[deal].stage]
      return #"{"method":"POST","path":"/deals/\#(id)/stage?fields=id","body":{"stage_id":"\#(stage)"}}"#
    }
  }

  /// Notes what the answers promise, which come in the order of the requests; the first one that refuses, if any does.
  mutating func take(_ answers: some Sequence<String>) -> String? {
    for answer in answers {
      guard answer.hasPrefix(#"{"status":2"#), !open.isEmpty else { return answer }
      answered += 1
      switch open.removeFirst() {
      case .made(let title): made.insert(title)
      case .valued(let deal, let value): promised[deal].value = value
      case .moved(let deal): promised[deal].moves += 1
      }
    }
    return nil
  }

  /// What the file lacks of what was answered, a line each.
  func lost(in sandbox: Sandbox) throws -> [String] {
    let file = try OtherWriter(sandbox.database)
    let names = Set(try file.ask("SELECT name FROM companies WHERE name LIKE '\(name)-%'"))
    var lost = made.subtracting(names).sorted().map { "\($0) is not in the file" }
    for deal in promised {
      let kept = try file.ask(
        """
        SELECT value >= \(deal.value), (SELECT count(*) FROM stage_history WHERE deal_id = d.id) >= \(deal.moves)
        FROM deals AS d WHERE id = '\(deal.id)'
        """)
      if kept != ["1|1"] { lost.append("\(deal.id) is not as it was answered") }
    }
    return lost
  }
}
