import Screen

// The line of the practice tour, in a row of its own above the message row.
extension Painter {
  mutating func paintTour() {
    guard let tour = model.tour, let row = layout.tourRow else { return }
    let end = layout.size.columns - 1
    let isNarrow = layout.size.columns < 60
    let number = "\(tour.done + 1)"
    var spans = [Span(isNarrow ? "\(number)/\(Tour.steps.count) " : "Tour \(number) of \(Tour.steps.count)  ", .title)]
    if let step = tour.step {
      spans += [Span(step.key, .key), Span(" " + step.words, .text)]
    } else {
      spans = [Span("Tour done. ", .title), Span("These ten do most of a day's work; ", .text)]
      spans += [Span(":", .key), Span(" finds the rest by name", .text)]
    }
    let hint = [Span("esc ends it", .muted)]
    paintSentence(spans, row: row)
    if 1 + width(spans) + 2 + width(hint) <= end { canvas.putRight(hint, row: row, end: end) }
  }
}
