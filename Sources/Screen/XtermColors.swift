// The 240 palette entries that terminals agree on. Entries 0 to 15 are themed by users and never used for a stage.

extension RGB {
  /// The colour of an entry from 16 to 255: the 6x6x6 cube, then 24 greys.
  ///
  /// Other numbers count as the nearest of these.
  package init(xtermEntry entry: Int) {
    if entry >= 232 {
      let grey = UInt8(8 + 10 * (min(entry, 255) - 232))
      self.init(red: grey, green: grey, blue: grey)
    } else {
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let place = max(entry, 16) - 16
      self.init(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
    }
  }
}

private let entries: [(entry: Int, color: OKLab)] = (16...255).map { ($0, RGB(xtermEntry: $0).oklab) }

/// The entry that looks most like the colour, by distance in OKLab; of equally near ones the first.
func xtermEntry(nearest color: RGB) -> Int {
  let wanted = color.oklab
  return entries.min { $0.color.squaredDistance(to: wanted) < $1.color.squaredDistance(to: wanted) }?.entry ?? 231
}
