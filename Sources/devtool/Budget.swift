import Storage

/// What the board costs at one size of the file, at 120x40 with 256 colours.
struct Figures {
  var deals = 0
  /// From the start of the program to its whole first screen.
  var start = Duration.zero
  /// The same, with the deals that need attention counted.
  var counted = Duration.zero
  var firstScreen = 0
  var memory = 0
  var presses: [BoardProcess.Answer] = []
  var scrolls: [BoardProcess.Answer] = []
  var moves: [BoardProcess.Answer] = []
  /// For each key of each filter typed.
  var typed: [Typing.Answer] = []
  var lists = ListFigures()
  /// What programs pay.
  var api = ApiFigures()
  /// What the store does for what.
  var spent: [Occasion: StoreCounts] = [:]

  enum Occasion: String, CaseIterable {
    case firstScreen = "the first screen"
    case window = "the cards of a column"
    case press = "a cursor press"
    case scroll = "a cursor press that scrolls"
    case move = "a committed move"
    case undo = "its undo"
    case end = "going to the last deal of a stage"
  }
}

/// The most that a count may be. Times have none, since they say as much about the machine and its other work.
struct Budget {
  let name: String
  let most: Int
  let figure: @Sendable (Figures) -> Int

  static let all = [
    Budget(name: "bytes of the whole first screen", most: 9000) { $0.firstScreen },
    Budget(name: "bytes of a cursor press, worst", most: 400) { worst($0.presses) },
    Budget(name: "bytes of a press that scrolls, worst", most: 1500) { worst($0.scrolls) },
    Budget(name: "bytes of a committed move, median", most: 2000) { median($0.moves.map(\.bytes)) },
    Budget(name: "bytes of a committed move, worst", most: 3500) { worst($0.moves) },
    Budget(name: "rows read for a page of 200 deals, worst", most: 201) { $0.lists.rows },
    Budget(name: "resident memory, KiB", most: 30 * 1024) { $0.memory },
    // A ratio of two runs in turn says little about the machine.
    Budget(name: "`cgi` GET of one deal, in % of `api GET`", most: 130) { Int(($0.api.gatewayRatio * 100).rounded()) },
  ]

  /// How far the steps of one question may lie apart between files of different size, in per cent.
  static let stepSpread = 10
  /// Where that holds. A first screen is left out, since it depends on how many stages and currencies there are.
  static let sizeless: [Figures.Occasion] = [.window, .press, .scroll, .move, .undo, .end]
  /// The smallest file with more cards in every stage than a board reads: smaller ones cost less and are not compared.
  static let fullBoard = 1000

  private static func worst(_ answers: [BoardProcess.Answer]) -> Int { answers.map(\.bytes).max() ?? 0 }
}
