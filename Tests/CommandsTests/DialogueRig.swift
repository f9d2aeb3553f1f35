import Sales
import Screen
import Support
import Testing

@testable import Commands

/// An import on a terminal, played from a script.
final class DialogueRig {
  let world = World()
  private(set) var code: Int32?
  var picture: [String] { world.display.picture?.text ?? [] }
  /// The last picture with its styles.
  var canvas: Canvas? { world.display.picture }

  /// In a database of ana and bo that has the first pipeline and no deal, on 2026-11-30; without people none is there.
  init(_ text: String, users: [String] = ["bo"], file: String = "deals-2025.csv") throws {
    world.clock.milliseconds = (Timestamp("2026-11-30T12:00:00Z")?.seconds ?? 0) * 1000
    world.files[file] = Array(text.utf8)
    if !users.isEmpty { _ = world.run("list --db deals.db") }
    for user in users { #expect(world.run("--db deals.db --as \(user)") == 0, "\(world.errors)") }
    if !users.isEmpty { _ = try world.store?.user(named: "ana") }
    (world.isTerminal, world.hasTerminal) = (true, true)
  }

  /// Types the keys, in the notation of help, and hangs up where they do not end the dialogue.
  @discardableResult
  func play(
    _ keys: String, _ options: String = "", rows: Int = 24, columns: Int = 80, file: String = "deals-2025.csv"
  ) -> Canvas? {
    play(ScriptedDisplay.Step.keys(keys), options, rows: rows, columns: columns, file: file)
  }

  @discardableResult
  func play(
    _ steps: [ScriptedDisplay.Step], _ options: String = "", rows: Int = 24, columns: Int = 80,
    file: String = "deals-2025.csv"
  ) -> Canvas? {
    world.display = ScriptedDisplay(size: Size(rows: rows, columns: columns), script: steps)
    code = world.run("import \(file) --db deals.db \(options)")
    return canvas
  }

  /// The message row of the last picture.
  var message: String { picture.dropLast().last?.trimmed ?? "" }
  var greeting: String? { world.starts.last?.greeting }

  /// In order of their names.
  var deals: [Deal] {
    let rows = world.store?.records.rows.values.compactMap { Deal(row: $0) } ?? []
    return rows.sorted { $0.name < $1.name }
  }

  func stage(of deal: Deal) -> String? {
    world.store?.records.rows[.stage(deal.stageID)].flatMap(Stage.init(row:))?.name
  }
}

/// A file with something to ask on every page: 20 rows of a program that nobody knows.
enum DialogueFile {
  static let questions: String = {
    let stages = ["Lead In", "Lead In", "Proposal Made", "Close", "Close", "Signed", "Dead"]
    let statuses = ["Open", "On Hold", "Open", "Won", "Open", "Won", "Lost"]
    let names = [
      "Annual support renewal 2026", "Managed Wi-Fi - 3 sites", "Server refresh and backup", "更新契約 2026",
      "Fleet tracking for 40 vans in two depots", "cloud migration", "Invoice automation",
    ]
    let companies = [
      "Harbour Lane Hotels", "Summit Ridge Construction Ltd", "Northgate Dental Inc", "東京データ基盤株式会社",
      "Kestrel Air", "Orchard Health", "Bluefin Seafood",
    ]
    let rows = (0..<21).map { row -> String in
      let kind = row % 7
      let owner = ["Ana Whitfield", "J. Okafor", "bo", ""][row % 4]
      let date = row == 9 ? "31.02.2026" : "0\(row % 9 + 1)/0\(row % 7 + 2)/2025"
      let reason = statuses[kind] == "Lost" ? "too expensive" : ""
      let chance = ["Lead In": 20, "Proposal Made": 50, "Close": 80, "Signed": 100, "Dead": 0][stages[kind]] ?? 0
      return [
        "\(names[kind]) \(row)", "\"\(12 + row),000\"", companies[kind], "Priya Nair", owner, statuses[kind],
        "2026-12-0\(row % 9 + 1)", date, stages[kind], "\(chance)%", reason, "Entire company",
        ["EMEA", "Americas"][row % 2],
      ].joined(separator: ",")
    }
    let header =
      "Deal - Title,Est. Value,Deal - Organization,Deal - Contact person,Rep,Deal - Status,Deal - Next activity date,"
      + "Target close,Phase,Deal - Probability,Lost reason,Deal - Visible to,Region"
    return ([header] + rows).joined(separator: "\n") + "\n"
  }()

  /// Nothing to ask.
  static let plain = "name,stage,value,currency\nAlder,Qualified,100,USD\nBirch,Negotiation,200,USD\n"
}
