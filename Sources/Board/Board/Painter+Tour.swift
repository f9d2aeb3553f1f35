import Screen

// The line of the practice tour, in rows of its own above the message row.
extension Painter {
  mutating func paintTour() {
    guard let tour = model.tour, let row = layout.tourRow else { return }
    let end = layout.size.columns - 1
    // Away from the board esc leads back to it, and ends the tour there.
    let hint = model.view == .board ? [Span("esc ends it", .muted)] : []
    let rows = layout.messageRow - row
    let words = words(of: tour)
    let lines = rows == 1 ? [words] : lines(of: words, to: end - 1, atMost: rows)
    for (place, line) in lines.enumerated() {
      let isLast = place == rows - 1
      canvas.put(fitted(line, end - 1 - (isLast && !hint.isEmpty ? width(hint) + 2 : 0)), row: row + place, column: 1)
    }
    canvas.putRight(hint, row: layout.messageRow - 1, end: end)
  }

  private func words(of tour: Tour) -> [Span] {
    let number = "\(tour.done + 1)"
    let isShort = layout.size.columns < 60
    guard let step = tour.step else {
      let words = isShort ? "" : "They do most of the work; "
      return [
        Span("Tour done. ", .title), Span(words, .text), Span(":", .key), Span(" finds the rest by name", .text),
      ]
    }
    let place = isShort ? "\(number)/\(Tour.steps.count) " : "Tour \(number) of \(Tour.steps.count)  "
    return [Span(place, .title), Span(step.key, .key), Span(" " + step.words, .text)]
  }
}
