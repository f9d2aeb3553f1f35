import Board
import Foundation
import Sales
import Screen
import Storage

/// Takes the figures of one size of the file.
struct Measuring {
  private let deals: Int
  private let database: URL
  private let program: URL
  private static let size = Size(rows: 40, columns: 120)
  private static let starts = 7
  /// Cards in sight in a column of that size.
  private static let cards = 8

  init(deals: Int) throws {
    self.deals = deals
    database = try BenchDatabase.ofDeals(deals)
    program = try Place.program()
  }

  func figures() throws -> Figures {
    var figures = Figures()
    figures.deals = deals
    try measureStart(&figures)
    try measureKeys(&figures)
    try measureStore(&figures)
    figures.api = try ApiMeasuring(database: database).figures()
    return figures
  }

  private func board() throws -> BoardProcess {
    let size = Self.size
    return try BoardProcess(
      program: program,
      arguments: ["--db", database.path, "--as", BenchDatabase.login, "--today", BenchDatabase.today],
      rows: UInt16(size.rows), columns: UInt16(size.columns))
  }

  private func measureStart(_ figures: inout Figures) throws {
    let starts = try (0..<Self.starts).map { _ in
      let board = try board()
      defer { board.end() }
      let screen = try board.firstScreen()
      return (screen: screen, memory: board.residentMemory)
    }
    figures.start = median(starts.map(\.screen.whole))
    figures.counted = median(starts.map(\.screen.counted))
    figures.firstScreen = starts.map(\.screen.bytes).max() ?? 0
    figures.memory = starts.map(\.memory).max() ?? 0
  }

  /// A move is undone before the next one, so that every run finds the same board.
  private func measureKeys(_ figures: inout Figures) throws {
    let board = try board()
    defer { board.end() }
    _ = try board.firstScreen()
    board.press("2gg")
    figures.presses = ["j", "j", "l", "h", "k", "j", "h", "j", "l", "k"].map { board.press($0) }
    board.press("1gg" + String(repeating: "j", count: Self.cards - 1))
    figures.scrolls = (0..<8).map { _ in board.press("j") }
    for (stage, key) in [("1", "L"), ("2", "L"), ("2", "H"), ("3", "H")] {
      for card in 0..<Self.cards {
        board.press(stage + "gg" + String(repeating: "j", count: card))
        figures.moves.append(board.press(key))
        board.press("u")
      }
    }
  }

  /// The same in this process, where what the store does can be counted.
  private func measureStore(_ figures: inout Figures) throws {
    let noon = BenchDatabase.noon
    let store = try SQLiteStore.open(path: database.path, options: StoreOptions(clock: { noon.seconds * 1000 }))
    let user = try store.user(named: BenchDatabase.login)
    let toBottom = Array(repeating: "j", count: Self.cards - 1)
    let script: [(keys: [String], counted: Figures.Occasion)] = [
      (["2", "g", "g", "j"], .press), (["g", "g"] + toBottom + ["j"], .scroll), (["g", "g", "L"], .move),
      (["u"], .undo), (["1", "G"], .end),
    ]
    let keys = script.flatMap(\.keys)
    let display = ScriptedDisplay(size: Self.size, keys: keys.compactMap { Key($0) }) { store.counts }
    let setting = Setting(
      user: user, glyphs: .unicode, readOnly: nil, place: database.path, isDemo: false, zone: .utc)
    _ = Session(store: store, display: display, setting: setting, now: { noon }).run()
    guard display.spent.count == keys.count + 1 else { throw Trouble("the board did not answer every key") }
    figures.spent[.firstScreen] = display.spent[0]
    var place = 0
    for (keys, occasion) in script {
      place += keys.count
      figures.spent[occasion] = display.spent[place]
    }
    figures.spent[.window] = try window(in: store)
    figures.lists = try ListMeasuring(store: store, now: noon).figures()
    figures.typed = Typing(store: store, setting: setting).answers()
  }

  /// A full window in the middle of the urgent cards of the first stage.
  private func window(in store: SQLiteStore) throws -> StoreCounts {
    let present = Present(now: BenchDatabase.noon, zone: .utc)
    guard let stage = try store.pipelines().first?.stages.first else { throw Trouble("the samples have no stages") }
    let query = ColumnQuery(
      stage: stage.id, filter: .all, order: .urgency, tomorrow: present.tomorrowStarts,
      closedSince: present.closedDealsShownSince)
    let before = store.counts
    _ = try store.window(query, around: .start, before: 10, after: 18)
    return store.counts - before
  }
}
