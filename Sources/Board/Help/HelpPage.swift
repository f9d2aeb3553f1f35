import Sales
import Screen

/// The keys laid out in columns: groups under each other, whole where a column can hold them.
///
/// The columns are as short as they can be while one screen holds them all; what it cannot hold stands in further
/// ones below, each a screen's height further down. A single column just goes on.
struct HelpPage {
  /// The headings and rows that are listed, with their places counted from the page's first row.
  private(set) var places: [Place] = []
  let columns: Int
  /// How many rows of keys are listed, of how many.
  private(set) var listed = 0
  let count: Int
  /// The rows of the screen that show the page.
  let height: Int
  /// The rows of one column; one that goes on has as many as it needs.
  private var pitch = 1
  private static let endless = 1 << 20
  /// From one screenful's first row to the next one's: a blank row parts their groups.
  private var stride: Int { pitch + 1 }

  struct Place: Hashable {
    let row: Int
    let column: Int
    let entry: Entry
  }

  enum Entry: Hashable {
    case heading(String)
    case keys(String, words: String)

    var isHeading: Bool { if case .heading = self { true } else { false } }
  }

  /// Two rows above are the title's, two below the search's and the footer's.
  init(size: Size, search: String, keys: Keymap = .board) {
    let bindings = keys.bindings
    // A column leaves what a key does at least as many cells as one does on the narrowest screen.
    columns = size.columns >= 118 ? 3 : size.columns >= 79 ? 2 : 1
    height = max(1, size.rows - 4)
    count = bindings.count
    let wanted = folded(search).split(separator: " ").map(String.init)
    let groups = KeyGroup.allCases.map { group in
      (group, HelpPage.rows(bindings.filter { $0.group == group }, holding: wanted))
    }.filter { !$0.1.isEmpty }
    listed = groups.reduce(0) { $0 + $1.1.count }
    let blocks = groups.map { [.heading($0.0.rawValue)] + $0.1 }
    pitch = columns == 1 ? HelpPage.endless : height
    place(blocks)
    guard columns > 1, lastTop == 0, let longest = blocks.map(\.count).max(), longest < height else { return }
    for shorter in longest..<height {
      pitch = shorter
      place(blocks)
      if places.allSatisfy({ $0.row < shorter }) { return }
    }
    pitch = height
    place(blocks)
  }

  private mutating func place(_ blocks: [[Entry]]) {
    places = []
    var next = Spot(row: 0, column: 0)
    for block in blocks { place(block, from: &next) }
  }

  /// Where the next entry goes; rows count on over the screenfuls.
  private struct Spot {
    var row: Int
    var column: Int
  }

  private mutating func place(_ entries: [Entry], from next: inout Spot) {
    let used = next.row % stride
    if used > 0 {
      let fits = entries.count < pitch - used
      if fits || entries.count > pitch && used + 3 < pitch { next.row += 1 } else { advance(&next) }
    }
    for entry in entries {
      places.append(Place(row: next.row, column: next.column, entry: entry))
      let isFull = next.row % stride == pitch - 1
      if isFull { advance(&next) } else { next.row += 1 }
    }
  }

  /// To the top of the next column.
  private func advance(_ next: inout Spot) {
    let top = next.row / stride * stride
    let isLast = next.column + 1 == columns
    next = Spot(row: isLast ? top + stride : top, column: isLast ? 0 : next.column + 1)
  }

  /// How far the page can be scrolled.
  var lastTop: Int { max(0, (places.map(\.row).max() ?? 0) + 1 - height) }

  /// How many rows of keys are out of sight above and below.
  func hidden(top: Int) -> (above: Int, below: Int) {
    let keys = places.filter { !$0.entry.isHeading }
    return (keys.count { $0.row < top }, keys.count { $0.row >= top + height })
  }

  private static func rows(_ bindings: [Binding], holding words: [String]) -> [Entry] {
    bindings.compactMap { binding in
      let (keys, summary): (String, String)
      switch binding.help {
      case .grouped: return nil
      case .itself: (keys, summary) = (binding.label, binding.summary)
      case .row(let shown, let words): (keys, summary) = (shown, words)
      }
      let text = folded(keys + " " + summary)
      return words.allSatisfy { text.contains($0) } ? .keys(keys, words: summary) : nil
    }
  }
}
