/// The word that was probably meant: at most a third of its letters are wrong, missing, too many or swapped; else the
/// only one that begins so.
package func nearestName(to word: String, among known: [String]) -> String? {
  let distances = known.map { (name: $0, distance: editDistance(word, $0)) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  if best.distance <= max(1, best.name.count / 3) && best.distance < best.name.count { return best.name }
  let longer = known.filter { word.count > 2 && $0.hasPrefix(word) }
  return longer.count == 1 ? longer[0] : nil
}

/// How many letters must be changed, added, dropped or swapped with their neighbour.
private func editDistance(_ left: String, _ right: String) -> Int {
  let (a, b) = (Array(left), Array(right))
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
